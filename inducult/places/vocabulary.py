"""The closed lists of the places part, with their labels."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """Publication state of the record."""

    DRAFT = "draft", _("draft")
    PROPOSED = "proposed", _("proposed")
    IN_REVIEW = "in_review", _("in review")
    PUBLISHED = "published", _("published")
    ARCHIVED = "archived", _("archived")


class NameKind(models.TextChoices):
    OFFICIAL = "official", _("official name")
    ALTERNATIVE = "alternative", _("other name")
    HISTORICAL = "historical", _("historical name")
    EXONYM = "exonym", _("name in another language")


class Ownership(models.TextChoices):
    PUBLIC = "public", _("public body")
    ASSOCIATION = "association", _("association")
    FOUNDATION = "foundation", _("foundation")
    COMPANY = "company", _("company")
    UNKNOWN = "unknown", _("unknown")


class Precision(models.TextChoices):
    """How far the point may be from the place."""

    EXACT = "exact", _("exact")
    STREET = "street", _("to the street")
    APPROXIMATE = "approximate", _("approximate")
    MUNICIPALITY = "municipality", _("known only to its town")


class FoundBy(models.TextChoices):
    BOUNDARY = "boundary", _("found from the boundary")
    PERSON = "person", _("named by a person")
    FILE = "file", _("named by the data file")


class PhaseState(models.TextChoices):
    PLANNED = "planned", _("planned")
    WORKING = "working", _("working")
    MOTHBALLED = "mothballed", _("mothballed")
    CLOSED = "closed", pgettext_lazy("lifecycle", "closed")
    CONVERTED = "converted", _("converted")
    DEMOLISHED = "demolished", _("demolished")


class Tense(models.TextChoices):
    """Derived by places/rules.py, never stored in the register."""

    PAST = "past", pgettext_lazy("industrial culture of the", "Past")
    PRESENT = "present", pgettext_lazy("industrial culture of the", "Present")
    FUTURE = "future", pgettext_lazy("industrial culture of the", "Future")


class VisitState(models.TextChoices):
    OPEN = "open", _("open to visitors")
    BY_APPOINTMENT = "by_appointment", _("by appointment")
    EVENT_DAYS = "event_days", _("on event days")
    FROM_OUTSIDE = "from_outside", _("from outside")
    NO_ACCESS = "no_access", _("no access")
    UNKNOWN = "unknown", _("not known")


class Guided(models.TextChoices):
    ONLY = "only", _("with a guide only")
    FREE = "free", _("on your own")
    BOTH = "both", _("with a guide or on your own")
    UNKNOWN = "unknown", _("not known")


class Booking(models.TextChoices):
    REQUIRED = "required", _("booking required")
    RECOMMENDED = "recommended", _("booking recommended")
    NONE = "none", _("no booking needed")
    UNKNOWN = "unknown", _("not known")


class OfferKind(models.TextChoices):
    MUSEUM = "museum", _("museum")
    EXHIBITION = "exhibition", _("exhibition")
    GUIDED_TOUR = "guided_tour", _("guided tour")
    FACTORY_TOUR = "factory_tour", _("factory tour")
    SHOW_MINE = "show_mine", _("show mine")
    WORKSHOP = "workshop", _("workshop")
    SCHOOL_PROGRAMME = "school_programme", _("school programme")
    OPEN_DAY = "open_day", _("open day")
    EVENT = "event", _("event")
    ROUTE = "route", _("trail or route")
    HERITAGE_RAILWAY = "heritage_railway", _("heritage railway ride")
    VIEWPOINT = "viewpoint", _("viewpoint")
    APPRENTICESHIP = "apprenticeship", _("apprenticeship")
    CREATIVE_SPACE = "creative_space", _("space for creatives")
    COWORKING = "coworking", _("coworking")
    SHOP = "shop", _("shop")
    FOOD = "food", _("food and drink")
    OTHER = "other", _("other offer")


class Audience(models.TextChoices):
    """Target groups of industrial culture as a soft location factor (leaflet)."""

    VISITORS = "visitors", _("visitors")
    SCHOOLS = "schools", _("school classes")
    JOBS = "jobs", _("job seekers and graduates")
    INVESTORS = "investors", _("investors")
    CREATIVES = "creatives", _("creatives")


class RelationKind(models.TextChoices):
    PART_OF = "part_of", _("part of")
    SUCCESSOR_OF = "successor_of", _("successor of")
    SAME_SITE = "same_site", _("on the same site as")
    RELATED = "related", _("related to")


class Access(models.TextChoices):
    """Accessibility features; each is yes, limited, no or (missing) not known."""

    WHEELCHAIR = "wheelchair", _("usable with a wheelchair")
    STEP_FREE = "step_free", _("without steps")
    LIFT = "lift", _("lift")
    ACCESSIBLE_TOILET = "accessible_toilet", _("accessible toilet")
    SEATING = "seating", _("places to sit")
    HEARING_LOOP = "hearing_loop", _("hearing loop")
    SIGN_LANGUAGE = "sign_language", _("tours in sign language")
    TACTILE = "tactile", _("things to touch")
    EASY_LANGUAGE = "easy_language", _("easy language")
    GUIDE_DOGS = "guide_dogs", _("guide dogs welcome")


class Degree(models.TextChoices):
    """How far an accessibility feature is there."""

    YES = "yes", _("yes")
    LIMITED = "limited", _("limited")
    NO = "no", _("no")


class Safety(models.TextChoices):
    """What a visitor of a mine or works must know before she comes."""

    CLOSED_SHOES = "closed_shoes", _("closed shoes")
    SAFETY_SHOES = "safety_shoes", _("safety shoes")
    HELMET = "helmet", _("helmet")
    HIGH_VISIBILITY = "high_visibility", _("high-visibility vest")
    WARM_CLOTHES = "warm_clothes", _("warm clothes")
    TEMPERATURE_C = "temperature_c", _("temperature (°C)")
    NOISE = "noise", _("noise")
    DUST = "dust", _("dust")
    DARK = "dark", _("dark")
    LADDERS = "ladders", _("ladders")
    STEPS = "steps", _("number of steps")
    LOW_CEILINGS = "low_ceilings", _("low ceilings")
    NARROW = "narrow", _("narrow passages")
    DISTANCE_M = "distance_m", _("length of the walk (m)")
    MAGNETIC_FIELDS = "magnetic_fields", _("magnetic fields (pacemakers)")
    BRIEFING = "briefing", _("safety briefing")
    NO_PHOTOS = "no_photos", _("no photographs")

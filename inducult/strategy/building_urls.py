"""The builder of strategies: pages about one strategy and its parts (namespace `planning`)."""

from django.urls import path

from inducult.strategy.views import (
    building,
    joining,
    remarking,
    reviewing,
    sourcing,
    versions,
    writing,
)

ONE = "strategies/<slug:slug>/"

urlpatterns = [
    path(ONE, building.building, name="strategy"),
    path(f"{ONE}chapters/<slug:chapter>/", building.chapter, name="chapter"),
    path(f"{ONE}settings/", building.settings, name="settings"),
    path(f"{ONE}sections/<slug:key>/", writing.section, name="section"),
    path(f"{ONE}sections/<slug:key>/preview/", writing.preview, name="preview"),
    path(f"{ONE}sections/<slug:key>/standing/", writing.standing, name="standing"),
    path(f"{ONE}sections/<slug:key>/order/", writing.order, name="order"),
    path(f"{ONE}sections/<slug:key>/removal/", writing.removal, name="removal"),
    path(f"{ONE}sources/<slug:kind>/<slug:key>/", sourcing.sources, name="sources"),
    path(f"{ONE}remarks/", remarking.waiting, name="waiting"),
    path(f"{ONE}remarks/<slug:key>/settled/", remarking.settling, name="settling"),
    path(f"{ONE}remarks/<slug:kind>/<slug:key>/", remarking.remarks, name="remarks"),
    path(f"{ONE}versions/", versions.versions, name="versions"),
    path(f"{ONE}versions/<int:number>/", versions.version, name="version"),
    path(f"{ONE}adoption/", versions.adoption, name="adoption"),
    path(f"{ONE}members/", joining.members, name="members"),
    path(f"{ONE}shared/", joining.shared, name="shared"),
    path(f"{ONE}reviews/", reviewing.reviews, name="reviews"),
    path(f"{ONE}reviews/<slug:key>/", reviewing.review, name="review"),
]

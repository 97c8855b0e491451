"""Addresses of pictures: without a language, and never another file under the same address."""

from django.urls import path, register_converter

from inducult.places.album import FileName
from inducult.places.views import pictures

register_converter(FileName, "picture")
urlpatterns = [path("<picture:name>", pictures.picture, name="picture")]

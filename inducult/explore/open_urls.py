"""Addresses that have no language: the door, tiles, health."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

"""What people say: focus groups and their sessions."""

from django.apps import AppConfig


class DialogueConfig(AppConfig):
    name = "inducult.dialogue"

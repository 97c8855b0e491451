"""Run by test_replicas.py: which database do requests read from?"""

from __future__ import annotations

import os
import sys

import django
from django.http import HttpRequest, HttpResponse

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inducult.config.settings")
django.setup()

from inducult.config.replicas import ReadingFromReplicas  # noqa: E402 -- when Django stands
from inducult.partnership.models import Organisation  # noqa: E402

seen: list[str] = []


def look(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        Organisation.objects.create(key="probe", kind="other")
    found = Organisation.objects.order_by("pk")
    seen.append(found.db)
    return HttpResponse(str(found.count()))


def ask(method: str = "GET", cookies: dict[str, str] | None = None) -> HttpResponse:
    request = HttpRequest()
    request.method = method
    request.COOKIES = cookies or {}
    answer = ReadingFromReplicas(look)(request)
    assert isinstance(answer, HttpResponse)
    return answer


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


ask()
say(f"a question: {seen[-1]}")
written = ask("POST")
say(f"in a request that wrote: {seen[-1]}")
ask(cookies={name: morsel.value for name, morsel in written.cookies.items()})
say(f"a question after it: {seen[-1]}")
ask()
say(f"a question of somebody else: {seen[-1]}")
sys.stdin.readline()
answer = ask()
say(f"when the replica is dead: {seen[-1]}")
say(f"and what it reads is there: {answer.content.decode()}")

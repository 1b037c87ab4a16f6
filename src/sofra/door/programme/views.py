from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sofra.door.programme.queries import home_page


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "door/programme/home.html", {"home": home_page()})

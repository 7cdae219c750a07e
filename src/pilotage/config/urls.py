"""Every address of the server."""

from django.urls import URLPattern, URLResolver, path

from pilotage.api.main import build

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/", build().urls),
]

"""Every address of the server."""

from django.urls import URLPattern, URLResolver, path, re_path

from pilotage.api.base.errors import nothing_here
from pilotage.api.main import build
from pilotage.web import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/", build().urls),
    re_path(r"^api(?:/.*)?$", nothing_here),
    path("enter/<str:token>", views.enter),
    path("healthz", views.healthz),
    path("readyz", views.readyz),
    path("", views.ui),
    path("<path:path>", views.ui),
]
handler500 = "pilotage.web.views.failure"

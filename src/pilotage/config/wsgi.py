"""The web server's entry point: ``granian --interface wsgi pilotage.config.wsgi:application``."""

from django.core.wsgi import get_wsgi_application

from pilotage.config.startup import connect_worker, start

start()
connect_worker()
application = get_wsgi_application()

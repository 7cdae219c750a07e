"""The web server's entry point: ``granian --interface wsgi pilotage.config.wsgi:application``."""

import threading

from django.core.wsgi import get_wsgi_application

from pilotage.config.startup import connect_worker, start, warm_up

start()
connect_worker()
application = get_wsgi_application()
threading.Thread(target=warm_up, name="warm-up", daemon=True).start()

"""The Chalice app: registration only, no logic."""

from chalice import Chalice

from chalicelib.entrypoints.authorizer import authorizer
from chalicelib.entrypoints.clock import clock
from chalicelib.entrypoints.http.observe import observe
from chalicelib.entrypoints.http.resources import RESOURCES
from chalicelib.entrypoints.stream import stream
from chalicelib.entrypoints.tasks import tasks

app = Chalice(app_name="hosopay", configure_logs=False)
app.register_middleware(observe, "http")
for blueprint in (authorizer, *RESOURCES, tasks, stream, clock):
    app.register_blueprint(blueprint)

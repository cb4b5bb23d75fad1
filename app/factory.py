"""How is the application put together? Settings, keys, database, law and the pages of the chosen face."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from app import access, errors, identity, logs, requests, security
from app.api.routes import hsds
from app.demo.routes import demo
from app.frames import install as install_rendering
from app.hosts.routes import hosts
from app.keys import open_keys
from app.law import permission_law
from app.places import ROOT, STATIC, TEMPLATES
from app.public import finding
from app.public.routes import public
from app.public_site import refuse_people
from app.settings import Settings, Site
from app.staff_site import register_staff_site
from core import clock
from core.database import Database

MOST_BYTES = 6 * 1024 * 1024


def create_app(settings: Settings | None = None, *, site: Site | None = None) -> Flask:
    """Build the application; it refuses to start when an endpoint declares no access."""
    settings = settings or Settings()
    clock.start_from_environment()
    app = Flask("app", root_path=str(ROOT / "app"), template_folder=TEMPLATES, static_folder=STATIC)
    app.secret_key = open_keys(settings)
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    app.config["TRUSTED_HOSTS"] = [name for name in settings.trusted_hosts.split(",") if name] or None
    app.extensions["settings"] = settings
    app.extensions["database"] = Database(settings.url)
    app.extensions["law"] = permission_law()
    _install(app, settings)
    face = site or settings.site
    if face is Site.PUBLIC:
        refuse_people(app.extensions["database"])
    _register_pages(app, settings, face)
    access.refuse_undeclared(app)
    return app


def _install(app: Flask, settings: Settings) -> None:
    logs.install(app)
    identity.install(app)
    requests.install(app)
    security.install(app, https=settings.secure_cookies)
    errors.install(app)
    install_rendering(app)
    finding.install(app, settings)
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies, x_host=settings.proxies)  # type: ignore[method-assign]
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=str(STATIC),
        prefix="static/",
        max_age=3600,
        allow_all_origins=False,
        add_headers_function=security.add_to_file,
    )
    setattr(app.view_functions["static"], access.MARK, "public")


def _register_pages(app: Flask, settings: Settings, site: Site) -> None:
    app.register_blueprint(public)
    app.register_blueprint(hosts)
    app.register_blueprint(hsds)
    if site is not Site.PUBLIC:
        register_staff_site(app)
    if settings.demo:
        app.register_blueprint(demo)

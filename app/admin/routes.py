"""Every address of these pages, put together by importing the modules that define them."""

from app.admin import users, weights
from app.admin.blueprint import admin

__all__ = ["admin", "users", "weights"]

"""Every address of these pages, put together by importing the modules that define them."""

from app.hosts.blueprint import hosts

__all__ = ["hosts"]

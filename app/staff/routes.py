"""Every address of these pages, put together by importing the modules that define them."""

from app.staff.blueprint import staff

__all__ = ["staff"]

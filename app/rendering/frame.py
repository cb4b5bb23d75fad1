"""What stands around every page: whose site it is, whom to call, where the other pages are."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Frame:
    """The words and addresses of header and footer; templates know it as `site`."""

    name: str
    subtitle: str
    municipality: str
    office: str
    phone: str
    phone_hours: str
    home: str = "/"
    here: str = "/"
    nav: tuple[tuple[str, str, bool], ...] = ()
    """Text, address, and whether the reader is there."""
    links: tuple[tuple[str, str], ...] = ()
    display_address: str = "/display"
    display_token: str = ""
    is_demo: bool = False
    session_seconds: int = 0
    """After how long without a request the session ends; 0 where there is none."""
    sign_out_address: str = ""
    session_address: str = ""
    """Takes the POST by which the session goes on."""

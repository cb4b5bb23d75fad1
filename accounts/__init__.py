"""Who is here: municipalities, agencies, users, memberships, sign-in, known devices and codes."""

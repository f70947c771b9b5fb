"""The demo programme "Brückenbau": 28 tandems with invented people, and pairs to be approved."""

from programme.demo.loader import NAME, PROGRAMME_ID, DemoReport, load_demo
from programme.demo.people import PASSWORD, SIGN_INS, SignIn

__all__ = ["NAME", "PASSWORD", "PROGRAMME_ID", "SIGN_INS", "DemoReport", "SignIn", "load_demo"]

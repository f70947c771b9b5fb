"""What the tests of the tandem page do again and again."""

from tandems.domain.conversation import Suggestion
from tests.ui.tandem_site import TandemSite, Visitor

SECRET = "sie ist nervös wegen der KI-Schulung"
ASKED = f"Wir haben morgen nur 45 Minuten, {SECRET}."


def is_unchanged(place: object) -> bool:
    """Tell whether Gradio is told to leave a place as it is."""
    skipped = {"__type__": "update"}
    return place in (skipped, {**skipped, "props": skipped})


def drafts(site: TandemSite) -> list[Suggestion]:
    return site.world.store.suggestions.drafts(site.world.mentor, site.world.tandem_id)


def ask(visitor: Visitor, site: TandemSite, text: str = ASKED) -> str:
    return visitor.act("chat", tandem=site.world.tandem_id, do="say", message=text)

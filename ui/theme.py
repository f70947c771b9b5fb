"""The look of Gradio's own parts, in the product's colours; the rest is ``static/tandem.css``."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from gradio.themes import Base

FONTS: Final = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "sans-serif"]
MONO: Final = ["ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "monospace"]
COLOURS: Final = {
    "body_background_fill": "var(--td-ground)",
    "background_fill_primary": "var(--td-surface)",
    "background_fill_secondary": "var(--td-ground)",
    "body_text_color": "var(--td-ink)",
    "body_text_color_subdued": "var(--td-muted)",
    "block_background_fill": "var(--td-surface)",
    "block_border_color": "var(--td-line)",
    "block_label_text_color": "var(--td-ink)",
    "block_title_text_color": "var(--td-ink)",
    "block_info_text_color": "var(--td-muted)",
    "border_color_primary": "var(--td-line)",
    "border_color_accent": "var(--td-accent)",
    "color_accent_soft": "var(--td-accent-soft)",
    "link_text_color": "var(--td-accent-ink)",
    "input_background_fill": "var(--td-field)",
    "input_border_color": "var(--td-field-line)",
    "input_border_color_focus": "var(--td-accent)",
    "input_placeholder_color": "var(--td-muted)",
    "button_primary_background_fill": "var(--td-accent)",
    "button_primary_background_fill_hover": "var(--td-accent-strong)",
    "button_primary_text_color": "var(--td-on-accent)",
    "button_secondary_background_fill": "var(--td-surface)",
    "button_secondary_background_fill_hover": "var(--td-accent-soft)",
    "button_secondary_border_color": "var(--td-field-line)",
    "button_secondary_text_color": "var(--td-ink)",
    "panel_background_fill": "var(--td-surface)",
    "panel_border_color": "var(--td-line)",
    "table_border_color": "var(--td-line)",
    "checkbox_background_color_selected": "var(--td-accent)",
    "checkbox_border_color_selected": "var(--td-accent)",
}
SIZES: Final = {
    "block_radius": "12px",
    "input_radius": "8px",
    "button_large_radius": "8px",
    "button_medium_radius": "8px",
    "button_small_radius": "8px",
    "block_shadow": "none",
    "button_primary_shadow": "none",
    "button_secondary_shadow": "none",
    "block_border_width": "0px",
    "input_border_width": "1px",
    "button_border_width": "1px",
    "block_label_text_weight": "600",
    "block_title_text_weight": "600",
    "button_large_text_weight": "600",
}


def build_theme() -> "Base":
    """Return the theme; light and dark come from the same variables, see ``tokens.css``."""
    from gradio.themes import Base

    dark = {f"{name}_dark": value for name, value in COLOURS.items()}
    theme = Base(font=FONTS, font_mono=MONO)
    return theme.set(**COLOURS, **dark, **SIZES, color_accent="var(--td-accent)")

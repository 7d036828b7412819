"""The invite of a clinic as a picture to print."""

import io


def invite_picture(link: str) -> bytes:
    """A QR code that opens the link, as a PNG with room for a print."""
    import segno  # only where a code is drawn

    drawn = io.BytesIO()
    segno.make_qr(link, error="m").save(drawn, kind="png", scale=12, border=4)
    return drawn.getvalue()

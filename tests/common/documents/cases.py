"""A document in which everything occurs that a document can hold."""

from __future__ import annotations

from typing import Final

from inducult.common.documents import tree

SVG: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 60" width="200" height="60">'
    '<rect width="120" height="20" fill="#1f5c49"/><text x="5" y="50">Łódź 12</text></svg>'
)
# Every letter beyond a to z of the eight languages.
LETTERS: Final = (
    "äöüßÄÖÜ áčďéěíňóřšťúůýž ĄĆĘŁŃÓŚŹŻąćęłńóśźż àèéìòù čšž ČŠŽ čćđšž ČĆĐŠŽ ëïĳő ÁČĎ „“”‚‘’«»–…€"
)


def everything() -> tree.Document:
    """Headings, words, lists, tables, a drawing, forms and turned pages, in German and English."""
    table = tree.Table(
        columns=(tree.Column("Maßnahme", 3), tree.Column("Kosten", 1, "end")),
        rows=tuple((tree.words(f"Schritt {n}"), tree.words("1.000 €")) for n in range(60)),
        caption="Alle Maßnahmen",
    )
    return tree.Document(
        title="Lebendige Industriekultur",
        subtitle="Strategie bis 2030",
        language="de",
        authors=("Fokusgruppe",),
        mark="Beispiel",
        imprint="CC BY 4.0",
        has_cover=True,
        has_contents=True,
        contents_title="Inhalt",
        blocks=(
            tree.Heading("Was hier lebt"),
            tree.Paragraph(
                (tree.Run("Erst "), tree.Run("stark", is_strong=True), tree.Run(LETTERS))
            ),
            tree.Heading("Drei Stufen tiefer", 4),
            tree.bullets(["eins", "zwei"]),
            tree.Listing((tree.words("erstens"),), is_numbered=True),
            tree.Quote("The mill never slept.", "a teacher", "en"),
            tree.Callout("Merke", (tree.paragraph("im Kasten"),)),
            table,
            tree.Figure(SVG, "Ein Balken", "Bild", 0.5),
            tree.Choices(("nur die Gruppe", "alle")),
            tree.Lines("Name", 2),
            tree.PageBreak(),
            tree.Wide((tree.Heading("Aktionsplan"), table)),
            tree.Paragraph((tree.Run("mehr", address="https://example.org/"),)),
        ),
    )

"""JSON files: one article, a list of articles, or what a news service answers with."""

import json
from collections.abc import Iterator

from search.articles.document import Content, Document, Unreadable
from search.articles.encoding import decode
from search.articles.json_article import document_of, objects_in


def read(content: Content) -> Iterator[Document]:
    """Yield the articles of a file."""
    decoded = decode(content.file.read())
    if decoded is None:
        raise Unreadable("is no JSON but a binary file: save it again from its source")
    try:
        value = json.loads(decoded.text)
    except ValueError as error:
        line = f" in line {error.lineno:,}" if isinstance(error, json.JSONDecodeError) else ""
        raise Unreadable(f"is no JSON{line}: save it again from its source") from None
    except RecursionError:
        raise Unreadable("nests its JSON too deeply: it is not followed") from None
    count = 0
    for number, item in enumerate(objects_in(value), 1):
        document = document_of(item)
        if document is not None:
            count += 1
            yield document
        else:
            content.losses.add(f"has in its object {number:,} no article: one has a field text, body or content")
    if not count:
        raise Unreadable("holds no article: its objects have no field text, body or content")

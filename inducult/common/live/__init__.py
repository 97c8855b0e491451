"""Live: pages that are open learn within a second that something has grown.

A *topic* is a name with a counter (`counting.grow`), told to every process when the transaction
commits. A process listens with one *ear* (`ears`), for all its *lines* (`lines`): streams that say
nothing but "the topic has grown to N". What is new is then asked for like any other page.
Why so: docs/decisions/0031-live-lines.md.
"""

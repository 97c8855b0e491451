"""The session in the room: phones that join by code, the facilitator's screen, the wall.

Everything that is shown to more than one comes from the `board` of the session, which is made once
in a process and told in differences; what people send is judged at one door (`doors`).
Why so: docs/decisions/0031-live-lines.md.
"""

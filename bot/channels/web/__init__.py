"""The web channel: the enterprise's chat page, the staff room, and what the head changes there.

Pages hold no state of their own: what they show are rows of a chat's timeline, numbered without
end, so a page that lost its connection asks for what came after the last number that it has.
"""

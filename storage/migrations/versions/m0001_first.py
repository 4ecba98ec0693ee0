"""The tables of the first release, drawn from what declares them (`make draw`)."""

import sqlalchemy as sa
from alembic import op

revision = "ff367920594c"
down_revision = None


def upgrade() -> None:
    """Make every table."""
    op.create_table(
        "access",
        sa.Column("id", sa.String(128), nullable=False),
        sa.Column("request", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("access_request", "access", ["request"], unique=False)
    op.create_table(
        "access_token",
        sa.Column("account", sa.String(128), nullable=False),
        sa.Column("token", sa.Text(), server_default="", nullable=False),
        sa.Column("renew_at", sa.BigInteger(), nullable=True),
        sa.Column("expires_at", sa.BigInteger(), nullable=True),
        sa.Column("refused", sa.Text(), server_default="", nullable=False),
        sa.Column("forced_at", sa.Text(), nullable=False),
        sa.Column("fetched_by", sa.Text(), server_default="", nullable=False),
        sa.Column("fetching_until", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("account"),
    )
    op.create_table(
        "bad_rating_case",
        sa.Column("id", sa.String(128), nullable=False),
        sa.Column("request", sa.String(), nullable=False),
        sa.Column("station", sa.String(), nullable=False),
        sa.Column("chat", sa.String(), nullable=False),
        sa.Column("concerned", sa.Text(), nullable=False),
        sa.Column("items", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("finding", sa.String(), nullable=True),
        sa.Column("complex", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("fix_level", sa.String(), nullable=True),
        sa.Column("contacted_at", sa.BigInteger(), nullable=True),
        sa.Column("verified_at", sa.BigInteger(), nullable=True),
        sa.Column("fixed_at", sa.BigInteger(), nullable=True),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("closed_by", sa.Text(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("finding IN ('valid', 'mistaken', 'malicious')", name="finding_known"),
        sa.CheckConstraint(
            "fix_level IN ('satisfied', 'basically', 'dissatisfied')", name="fix_level_known"
        ),
        sa.CheckConstraint(
            "state IN ('opened', 'contacted', 'verified', 'fixing', 'fixed', 'asked_again', 'closed')",
            name="state_known",
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("bad_rating_case_chat", "bad_rating_case", ["chat"], unique=False)
    op.create_index("bad_rating_case_request", "bad_rating_case", ["request"], unique=False)
    op.create_index(
        "bad_rating_case_station", "bad_rating_case", ["station", "closed_at"], unique=False
    )
    op.create_table(
        "card_code",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("chat", sa.String(), nullable=False),
        sa.Column("card", sa.String(), nullable=False),
        sa.Column("task", sa.String(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("code"),
    )
    op.create_index("card_code_card", "card_code", ["chat", "card", "until"], unique=False)
    op.create_table(
        "card_post",
        sa.Column("chat", sa.String(128), nullable=False),
        sa.Column("card", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("chat", "card"),
    )
    op.create_table(
        "chat",
        sa.Column("id", sa.String(128), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("station", sa.String(), nullable=False),
        sa.Column("person", sa.Text(), server_default="", nullable=False),
        sa.Column("told_privacy_at", sa.BigInteger(), nullable=True),
        sa.Column("handed_over_at", sa.BigInteger(), nullable=True),
        sa.Column("handed_over_to", sa.Text(), server_default="", nullable=False),
        sa.Column("heard", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("revision", sa.BigInteger(), server_default="0", nullable=False),
        sa.CheckConstraint("kind IN ('private', 'room')", name="kind_known"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("chat_station", "chat", ["station", "kind"], unique=False)
    op.create_table(
        "chat_link",
        sa.Column("chat", sa.String(128), nullable=False),
        sa.Column("circle", sa.String(), nullable=False),
        sa.Column("linked_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("chat"),
    )
    op.create_index("chat_link_circle", "chat_link", ["circle"], unique=False)
    op.create_table(
        "chat_out",
        sa.Column("chat", sa.String(128), nullable=False),
        sa.Column("said", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("seen", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("leased_until", sa.BigInteger(), nullable=True),
        sa.Column("leased_by", sa.Text(), server_default="", nullable=False),
        sa.Column("held_until", sa.BigInteger(), nullable=True),
        sa.Column("unreachable", sa.Text(), server_default="", nullable=False),
        sa.Column("address", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("chat"),
    )
    op.create_table(
        "consent",
        sa.Column("place", sa.String(128), nullable=False),
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("given", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("used", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("last", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("place", "template"),
    )
    op.create_table(
        "contact",
        sa.Column("id", sa.String(128), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("company", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("phone_digest", sa.Text(), server_default="", nullable=False),
        sa.Column("phone_end_digest", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("contact_company", "contact", ["company"], unique=False)
    op.create_index("contact_person", "contact", ["person", "at"], unique=False)
    op.create_index("contact_phone", "contact", ["phone_digest"], unique=False)
    op.create_index("contact_phone_end", "contact", ["phone_end_digest"], unique=False)
    op.create_table(
        "contact_window",
        sa.Column("place", sa.String(128), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("used", sa.BigInteger(), server_default="0", nullable=False),
        sa.CheckConstraint("kind IN ('words', 'click')", name="kind_known"),
        sa.PrimaryKeyConstraint("place", "kind"),
    )
    op.create_table(
        "counter",
        sa.Column("name", sa.String(128), nullable=False),
        sa.Column("value", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "due",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("object", sa.String(), nullable=False),
        sa.Column("station", sa.String(), nullable=False),
        sa.Column("chat", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("rung", sa.String(), nullable=False),
        sa.Column("base_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("sends_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("tries", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("fault", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint(
            "kind IN ('unclaimed', 'silent', 'reply_due', 'unseen', 'reached', 'appointment_eve', 'follow_up', 'half_time', 'due_soon', 'overdue', 'suspension_over', 'idle_draft', 'handover_end', 'rating_invitation', 'rating_reminder', 'rating_close', 'bad_rating_contact', 'bad_rating_fix', 'bad_rating_plan', 'daily_brief', 'lessons_report')",
            name="kind_known",
        ),
        sa.CheckConstraint("state IN ('open', 'done', 'called_off')", name="state_known"),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("due_chat", "due", ["chat", "state"], unique=False)
    op.create_index("due_next", "due", ["state", "sends_at"], unique=False)
    op.create_index("due_object", "due", ["object", "state"], unique=False)
    op.create_table(
        "erasure",
        sa.Column("id", sa.String(128), nullable=False),
        sa.Column("station", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "feedback",
        sa.Column("id", sa.String(128), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("station", sa.String(), nullable=False),
        sa.Column("chat", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("request", sa.Text(), server_default="", nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("concerned", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("closed_by", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("kind IN ('complaint', 'suggestion')", name="kind_known"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("feedback_chat", "feedback", ["chat"], unique=False)
    op.create_index("feedback_number", "feedback", ["number"], unique=True)
    op.create_index("feedback_station", "feedback", ["station", "closed_at"], unique=False)
    op.create_table(
        "focus",
        sa.Column("chat", sa.String(128), nullable=False),
        sa.Column("room", sa.String(), nullable=False),
        sa.Column("thread", sa.String(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("mode IN ('internal', 'outward')", name="mode_known"),
        sa.PrimaryKeyConstraint("chat"),
    )
    op.create_table(
        "identity",
        sa.Column("channel", sa.String(128), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("channel", "sender"),
    )
    op.create_table(
        "inbox",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("chat", sa.String(), nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.Text(), server_default="", nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("press", sa.Text(), nullable=True),
        sa.Column("attachment", sa.Text(), nullable=True),
        sa.Column("thread", sa.Text(), server_default="", nullable=False),
        sa.Column("album", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("fault", sa.Text(), server_default="", nullable=False),
        sa.Column("heard", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('text', 'voice', 'image', 'file', 'press', 'form')", name="kind_known"
        ),
        sa.CheckConstraint("state IN ('taken', 'failed')", name="state_known"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "inbox_album",
        "inbox",
        ["chat", "album"],
        unique=False,
        sqlite_where=sa.text("album != ''"),
        postgresql_where=sa.text("album != ''"),
    )
    op.create_index("inbox_once", "inbox", ["chat", "message"], unique=True)
    op.create_index("inbox_state", "inbox", ["state"], unique=False)
    op.create_table(
        "lesson",
        sa.Column("id", sa.String(128), nullable=False),
        sa.Column("station", sa.String(), nullable=False),
        sa.Column("request", sa.String(), nullable=False),
        sa.Column("chat", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("guess", sa.String(), nullable=False),
        sa.Column("chosen", sa.String(), nullable=False),
        sa.Column("asked", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("matched", sa.Text(), nullable=False),
        sa.Column("lexicon", sa.BigInteger(), server_default="0", nullable=False),
        sa.CheckConstraint("kind IN ('staff', 'choice', 'words')", name="kind_known"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("lesson_chat", "lesson", ["chat"], unique=False)
    op.create_index("lesson_station", "lesson", ["station", "at"], unique=False)
    op.create_table(
        "lexicon_change",
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("term", sa.String(), nullable=False),
        sa.Column("term_group", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("why", sa.Text(), server_default="", nullable=False),
        sa.Column("station", sa.Text(), server_default="", nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("undone_at", sa.BigInteger(), nullable=True),
        sa.Column("undone_by", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("kind IN ('add', 'drop')", name="kind_known"),
        sa.CheckConstraint("source IN ('typed', 'review')", name="source_known"),
        sa.PrimaryKeyConstraint("version", "place"),
    )
    op.create_table(
        "link_code",
        sa.Column("chat", sa.String(128), nullable=False),
        sa.Column("station", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("issued_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("chat"),
    )
    op.create_index("link_code_digest", "link_code", ["digest"], unique=False)
    op.create_table(
        "link_tries",
        sa.Column("chat", sa.String(128), nullable=False),
        sa.Column("station", sa.String(), nullable=False),
        sa.Column("wrong", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("chat"),
    )
    op.create_index("link_tries_station", "link_tries", ["station", "since"], unique=False)
    op.create_table(
        "outage",
        sa.Column("account", sa.String(128), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("why", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("account"),
    )
    op.create_table(
        "outbox",
        sa.Column("chat", sa.String(128), nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("turn", sa.String(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("echo", sa.Text(), server_default="", nullable=False),
        sa.Column("key", sa.Text(), server_default="", nullable=False),
        sa.Column("fault", sa.Text(), server_default="", nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=True),
        sa.Column("tries", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("refusals", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("thread", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint(
            "state IN ('pending', 'kept', 'stranded', 'sent', 'failed')", name="state_known"
        ),
        sa.PrimaryKeyConstraint("chat", "n"),
    )
    op.create_index(
        "outbox_key",
        "outbox",
        ["chat", "key"],
        unique=False,
        sqlite_where=sa.text("\"key\" <> ''"),
        postgresql_where=sa.text("\"key\" <> ''"),
    )
    op.create_index(
        "outbox_pending",
        "outbox",
        ["chat", "n"],
        unique=False,
        sqlite_where=sa.text("state = 'pending'"),
        postgresql_where=sa.text("state = 'pending'"),
    )
    op.create_index(
        "outbox_stranded",
        "outbox",
        ["chat"],
        unique=False,
        sqlite_where=sa.text("state = 'stranded'"),
        postgresql_where=sa.text("state = 'stranded'"),
    )
    op.create_index("outbox_thread", "outbox", ["chat", "thread", "n"], unique=False)
    op.create_index("outbox_turn", "outbox", ["turn"], unique=False)
    op.create_table(
        "person",
        sa.Column("id", sa.String(128), nullable=False),
        sa.Column("station", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("trained", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("on_duty", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("joined_at", sa.BigInteger(), nullable=True),
        sa.Column("removed_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("person_station", "person", ["station"], unique=False)
    op.create_table(
        "picture",
        sa.Column("id", sa.String(128), nullable=False),
        sa.Column("chat", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("request", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("path", sa.Text(), server_default="", nullable=False),
        sa.Column("digest", sa.Text(), server_default="", nullable=False),
        sa.Column("media_type", sa.Text(), server_default="", nullable=False),
        sa.Column("size", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("picture_chat", "picture", ["chat", "at"], unique=False)
    op.create_index("picture_reference", "picture", ["reference"], unique=False)
    op.create_index("picture_request", "picture", ["request"], unique=False)
    op.create_table(
        "progress",
        sa.Column("id", sa.String(128), nullable=False),
        sa.Column("dialog", sa.String(), nullable=False),
        sa.Column("chat", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("touched_at", sa.BigInteger(), nullable=True),
        sa.Column("revision", sa.BigInteger(), server_default="0", nullable=False),
        sa.CheckConstraint("state IN ('open', 'dropped', 'finished')", name="state_known"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("progress_chat", "progress", ["chat", "person", "touched_at"], unique=False)
    op.create_table(
        "rate_clock",
        sa.Column("name", sa.String(128), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "rating",
        sa.Column("id", sa.String(128), nullable=False),
        sa.Column("request", sa.String(), nullable=False),
        sa.Column("cycle", sa.BigInteger(), nullable=False),
        sa.Column("station", sa.String(), nullable=False),
        sa.Column("chat", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("rated", sa.Text(), nullable=False),
        sa.Column("technician_served", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=False),
        sa.Column("closes_at", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("items", sa.Text(), nullable=False),
        sa.Column("skipped", sa.Text(), nullable=False),
        sa.Column("opinion", sa.Text(), server_default="", nullable=False),
        sa.Column("submitted_at", sa.BigInteger(), nullable=True),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("events", sa.BigInteger(), server_default="0", nullable=False),
        sa.CheckConstraint(
            "status IN ('invited', 'partial', 'submitted', 'not_returned')", name="status_known"
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("rating_act", "rating", ["request", "cycle"], unique=True)
    op.create_index("rating_chat", "rating", ["chat", "ended_at"], unique=False)
    op.create_index("rating_station", "rating", ["station", "ended_at"], unique=False)
    op.create_table(
        "rating_event",
        sa.Column("id", sa.String(128), nullable=False),
        sa.Column("rating", sa.String(), nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("item", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("value", sa.Text(), server_default="", nullable=False),
        sa.Column("old", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint(
            "type IN ('invited', 'given', 'changed', 'skipped', 'submitted', 'closed')",
            name="type_known",
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("rating_event_order", "rating_event", ["rating", "n"], unique=True)
    op.create_table(
        "request",
        sa.Column("id", sa.String(128), nullable=False),
        sa.Column("station", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("chat", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("requested_at", sa.BigInteger(), nullable=False),
        sa.Column("entered_at", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Text(), server_default="", nullable=False),
        sa.Column("wish", sa.Text(), server_default="", nullable=False),
        sa.Column("flow", sa.Text(), server_default="", nullable=False),
        sa.Column("clause", sa.Text(), server_default="", nullable=False),
        sa.Column("consult", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("owner", sa.Text(), server_default="", nullable=False),
        sa.Column("handled_at_reception", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=True),
        sa.Column("replied_at", sa.BigInteger(), nullable=True),
        sa.Column("started_at", sa.BigInteger(), nullable=True),
        sa.Column("onsite_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("evaluated_at", sa.BigInteger(), nullable=True),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("cycle", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("resumes_to", sa.String(), nullable=True),
        sa.Column("expected_at", sa.BigInteger(), nullable=True),
        sa.Column("appointment", sa.BigInteger(), nullable=True),
        sa.Column("remote", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("proposal", sa.Text(), nullable=True),
        sa.Column("provider", sa.Text(), server_default="", nullable=False),
        sa.Column("technician", sa.Text(), server_default="", nullable=False),
        sa.Column("service_item", sa.Text(), server_default="", nullable=False),
        sa.Column("tried", sa.Text(), server_default="", nullable=False),
        sa.Column("rematches", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("uploaded_at", sa.BigInteger(), nullable=True),
        sa.Column("agreed_at", sa.BigInteger(), nullable=True),
        sa.Column("problems", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("important", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("reviewed", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("archive_number", sa.Text(), server_default="", nullable=False),
        sa.Column("follow_up_of", sa.Text(), server_default="", nullable=False),
        sa.Column("merged_into", sa.Text(), server_default="", nullable=False),
        sa.Column("revision", sa.BigInteger(), server_default="0", nullable=False),
        sa.CheckConstraint(
            "status IN ('draft', 'submitted', 'received', 'self_planned', 'matching', 'negotiating', 'agreed', 'rematching', 'in_service', 'suspended', 'ended', 'evaluated', 'closed', 'archived', 'dropped', 'withdrawn', 'unmet', 'referred', 'merged')",
            name="status_known",
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("request_chat", "request", ["chat", "requested_at"], unique=False)
    op.create_index("request_contact", "request", ["contact"], unique=False)
    op.create_index(
        "request_number",
        "request",
        ["number"],
        unique=True,
        sqlite_where=sa.text("number != ''"),
        postgresql_where=sa.text("number != ''"),
    )
    op.create_index("request_owner", "request", ["station", "owner", "status"], unique=False)
    op.create_index(
        "request_status", "request", ["station", "status", "requested_at"], unique=False
    )
    op.create_table(
        "request_event",
        sa.Column("id", sa.String(128), nullable=False),
        sa.Column("request", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("cycle", sa.BigInteger(), nullable=False),
        sa.Column("values", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "type IN ('drafted', 'filled_in', 'dropped', 'draft_resumed', 'taken_over', 'handed_back', 'filed', 'corrected', 'category_changed', 'time_corrected', 'urged', 'withdrawn', 'reminded', 'claimed', 'assigned', 'reassigned', 'released', 'marked_important', 'reviewed', 'answered', 'greeted', 'undelivered', 'delivered', 'answered_on_the_spot', 'appointment_proposed', 'appointed', 'reschedule_proposed', 'rescheduled', 'proposal_rejected', 'proposal_taken_back', 'referred', 'merged', 'absorbed', 'uploaded', 'centre_asked', 'centre_answered', 'provider_chosen', 'provider_declined', 'offer_rejected', 'rematch_asked', 'rematched', 'terms_proposed', 'terms_confirmed', 'agreed', 'technician_named', 'takeover_proposed', 'found_unmet', 'revival_proposed', 'revived', 'started', 'arrived', 'followed_up', 'problem_recorded', 'problem_settled', 'extension_proposed', 'extended', 'suspended', 'resumed', 'termination_proposed', 'terminated', 'ended', 'evaluated', 'closed', 'archived', 'reopened')",
            name="type_known",
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("request_event_request", "request_event", ["request", "at"], unique=False)
    op.create_table(
        "room_code",
        sa.Column("digest", sa.String(128), nullable=False),
        sa.Column("station", sa.String(), nullable=False),
        sa.Column("issued_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("digest"),
    )
    op.create_table(
        "seen",
        sa.Column("chat", sa.String(128), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("upto", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("chat", "person"),
    )
    op.create_table(
        "session",
        sa.Column("digest", sa.String(128), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("digest"),
    )
    op.create_table(
        "setting_change",
        sa.Column("id", sa.String(128), nullable=False),
        sa.Column("station", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("old", sa.Text(), server_default="", nullable=False),
        sa.Column("new", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("setting_change_station", "setting_change", ["station", "at"], unique=False)
    op.create_table(
        "sign_in",
        sa.Column("digest", sa.String(128), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("issued_by", sa.String(), nullable=False),
        sa.Column("issued_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("digest"),
    )
    op.create_table(
        "station",
        sa.Column("id", sa.String(128), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("sample", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "topic",
        sa.Column("chat", sa.String(128), nullable=False),
        sa.Column("thread", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("open", sa.BigInteger(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("chat", "thread"),
    )
    op.create_index("topic_key", "topic", ["chat", "key"], unique=False)
    op.create_table(
        "words",
        sa.Column("id", sa.String(128), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("request", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('detail', 'reason', 'answer', 'result', 'problem', 'opinion', 'complaint', 'suggestion', 'note', 'talk')",
            name="kind_known",
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("words_request", "words", ["request"], unique=False)

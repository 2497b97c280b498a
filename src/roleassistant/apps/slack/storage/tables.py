"""Every table that the bot keeps, in one place: a database is made with all of them.

What is added to a table may be empty, or has a default: with a new number of `version` in
`database`, it is added to databases that are there already.
"""

from __future__ import annotations

import sqlalchemy as sql

tables = sql.MetaData()
schema = sql.Table(
    "slack_schema",
    tables,
    sql.Column("version", sql.Integer, primary_key=True, autoincrement=False),
)

claims = sql.Table(
    "slack_claims",
    tables,
    sql.Column("claim", sql.String(300), primary_key=True),
    sql.Column("at", sql.Float(53), nullable=False, index=True),
)

jobs = sql.Table(
    "slack_jobs",
    tables,
    sql.Column("id", sql.BigInteger().with_variant(sql.Integer, "sqlite"), primary_key=True),
    sql.Column("lane", sql.String(300), nullable=False, index=True),
    sql.Column("team", sql.String(40), nullable=False),
    sql.Column("user_id", sql.String(40), nullable=False),
    sql.Column("channel", sql.String(40), nullable=False),
    sql.Column("thread", sql.String(40)),
    sql.Column("ts", sql.String(40)),
    sql.Column("request", sql.Text, nullable=False),
    sql.Column("queued", sql.Float(53), nullable=False),
    sql.Column("due", sql.Float(53), nullable=False),
    sql.Column("attempts", sql.Integer, nullable=False),
    sql.Column("worker", sql.String(200)),
    sql.Column("cancelled", sql.Boolean, nullable=False),
    sql.Column("progress", sql.Text, nullable=False),
    sql.Column("about", sql.String(40)),  # the answer that it is the rest of
    sql.Column("withdrawn", sql.Boolean),  # what asked it is gone, and what it said is to go
)

threads = sql.Table(
    "slack_threads",
    tables,
    sql.Column("team", sql.String(40), primary_key=True),
    sql.Column("channel", sql.String(40), primary_key=True),
    sql.Column("thread", sql.String(40), primary_key=True),
    sql.Column("conversation", sql.String(100), nullable=False),
    sql.Column("user_id", sql.String(40), nullable=False),
    sql.Column("at", sql.Float(53), nullable=False, index=True),
)

answers = sql.Table(
    "slack_answers",
    tables,
    sql.Column("id", sql.String(40), primary_key=True),
    sql.Column("team", sql.String(40), nullable=False),
    sql.Column("channel", sql.String(40), nullable=False),
    sql.Column("thread", sql.String(40)),
    sql.Column("ts", sql.String(40)),
    sql.Column("user_id", sql.String(40), nullable=False, index=True),
    sql.Column("surface", sql.String(20), nullable=False),
    sql.Column("public", sql.Boolean, nullable=False),
    sql.Column("view", sql.Text, nullable=False, server_default=""),  # nobody's
    sql.Column("question", sql.Text, nullable=False),
    sql.Column("intent", sql.String(40), nullable=False),
    sql.Column("abstained", sql.Boolean, nullable=False),
    sql.Column("reason", sql.Text),
    sql.Column("answered_by", sql.String(200), nullable=False),
    sql.Column("milliseconds", sql.Float(53), nullable=False),
    sql.Column("at", sql.Float(53), nullable=False, index=True),
    sql.Column("messages", sql.Text, nullable=False),
    sql.Column("direct", sql.String(100)),
    sql.Column("about", sql.String(40), index=True),
    sql.Column("answer", sql.Text, nullable=False),
)

feedback = sql.Table(
    "slack_feedback",
    tables,
    sql.Column("answer", sql.String(40), primary_key=True),
    sql.Column("team", sql.String(40), primary_key=True),
    sql.Column("user_id", sql.String(40), primary_key=True),
    sql.Column("good", sql.Boolean, nullable=False),
    sql.Column("wrong", sql.String(100)),
    sql.Column("expected", sql.Text),
    sql.Column("comment", sql.Text),
    sql.Column("at", sql.Float(53), nullable=False, index=True),
)

sql.Index("slack_answers_message", answers.c.team, answers.c.channel, answers.c.ts)

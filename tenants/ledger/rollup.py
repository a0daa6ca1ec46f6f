"""The statements of the roll-up. All figures of a government are computed once, in FIGURES; the rest adds up or lists.

Public tables are named with their schema: a government's own search path comes first, and nothing in it may stand in
for the ledger.
"""

from kernel.canonical import Plain
from kernel.database.names import code_of_in_sql
from tenants.ledger import measures
from vocabulary.meetings import STATED_UPWARD

#: How far a government's ordinary meeting of the year has come, from nothing on; of several the furthest counts.
STAGES = ["none", *(state.value for state in STATED_UPWARD)]

#: Where a government has no rule of its own it follows the regional one, which asks for a meeting from this day on.
BOUND_FROM = "2024-02-08"
CONSTANTS: Plain = {"stages": STAGES, "bound_from": BOUND_FROM}

#: One row per government strictly below the scope that stood on the day asked about.
#:
#: - The day asked about is 31 December of a past year, and today in the current one.
#: - Parent, name and code are those of that day (R12.9). Facts carry the place of the year they count in.
#: - Minutes are counted in the year in which their meeting was held, agreed items in the year of their meeting.
#: - A meeting satisfies the obligation of the year that its own rule counts it for (R4.8): that of its day or of its
#:   title; an extraordinary one satisfies none unless the rule says so.
#: - A new rule has its whole period before anybody is late (R4.6).
#: - Topics are those that were on the table of a meeting held in the year; decided ones ended with an outcome.
#: - An agreed item that both sides terminated is neither done nor undone: it leaves numerator and denominator.
#: - An item enters `on_time` when its effective deadline has passed, also if it was closed long before.
#: - A deadline's own day is still in time.
#: - A year stands without its meeting once it is over, and where the rule counts over several years, once its first
#:   period is; before any rule nobody was asked for one. Explained is what both sides of that government confirmed.
#: - Imported facts count here; whether they count for a score is for the assessment to say.
FIGURES = f"""
WITH asked AS (
    SELECT %(scope)s::text COLLATE "C" AS scope, %(year)s::int AS year, %(today)s::date AS today,
           make_date(%(year)s::int, 1, 1) AS first_day, make_date(%(year)s::int, 12, 31) AS last_day,
           least(make_date(%(year)s::int, 12, 31), %(today)s::date) AS day
), named AS (
    SELECT DISTINCT ON (n.government_id) n.government_id, n.code, n.name, n.name_en
      FROM public.governments_formername n CROSS JOIN asked a WHERE n.valid_to > a.day
     ORDER BY n.government_id, n.valid_to
), placed AS (
    SELECT DISTINCT ON (f.government_id) f.government_id, f.path
      FROM public.governments_formerplace f CROSS JOIN asked a WHERE f.valid_to > a.day
     ORDER BY f.government_id, f.valid_to
), answered AS (
    SELECT DISTINCT ON (f.government_id) f.government_id, f.reporting_parent_id
      FROM public.governments_formerparent f CROSS JOIN asked a WHERE f.valid_to > a.day
     ORDER BY f.government_id, f.valid_to
), tree AS (
    SELECT g.id, coalesce(n.code, g.code) AS code, coalesce(n.name, g.name) AS name,
           coalesce(n.name_en, g.name_en) AS name_en, g.level, g.counted, g.closed_on,
           coalesce(f.path, g.path) AS path, coalesce(p.reporting_parent_id, g.reporting_parent_id) AS parent_id,
           {code_of_in_sql("g.schema_name")} AS government
      FROM public.governments_government g
      LEFT JOIN named n ON n.government_id = g.id
      LEFT JOIN placed f ON f.government_id = g.id
      LEFT JOIN answered p ON p.government_id = g.id
), below AS (
    SELECT g.code, g.name, g.name_en, g.level, g.counted, g.path, p.code AS parent, g.government
      FROM tree g
      LEFT JOIN tree p ON p.id = g.parent_id
      CROSS JOIN asked a
     WHERE g.path >= a.scope || '.' AND g.path < a.scope || '/' AND (g.closed_on IS NULL OR g.closed_on > a.day)
), rule AS (
    SELECT DISTINCT ON (r.government) r.government, r.frequency_min, r.period_years, r.in_force_from
      FROM public.ledger_workrule r JOIN below b ON b.government = r.government CROSS JOIN asked a
     WHERE r.in_force_from <= a.day AND (r.in_force_to IS NULL OR r.in_force_to > a.day)
     ORDER BY r.government, r.in_force_from DESC
), meetings AS (
    SELECT m.government,
           count(*) FILTER (WHERE m.held_on <= a.today
               AND m.counts_in BETWEEN a.year + 1 - coalesce(r.period_years, 1) AND a.year) AS counted_in_period,
           count(*) FILTER (WHERE in_year) AS held,
           count(*) FILTER (WHERE in_year AND m.minutes_issued_on IS NOT NULL) AS issued,
           sum(m.topics_tabled) FILTER (WHERE in_year)::int AS topics_tabled,
           sum(m.topics_decided) FILTER (WHERE in_year)::int AS topics_decided,
           count(*) FILTER (WHERE in_year AND m.minutes_issued_on <= m.minutes_due_on) AS issued_in_time,
           count(*) FILTER (WHERE in_year AND m.minutes_due_on IS NOT NULL
               AND (m.minutes_issued_on IS NOT NULL OR a.today > m.minutes_due_on)) AS issued_or_due,
           max(array_position(%(stages)s::text[], m.state::text))
               FILTER (WHERE of_year AND m.kind = 'ordinary') AS stage,
           bool_or(in_year AND m.minutes_issued_on IS NULL AND a.today > m.minutes_due_on) AS minutes_late,
           bool_or(of_year AND a.today > m.planned_on
               AND m.state IN ('requested', 'accepted', 'collecting', 'settled', 'noticed')) AS meeting_late,
           bool_or(of_year AND m.kind = 'ordinary' AND a.today > m.collection_due_on
               AND m.collection_started_on IS NULL AND m.state IN ('requested', 'accepted')) AS collection_late
      FROM public.ledger_meeting m
      CROSS JOIN asked a
      LEFT JOIN rule r ON r.government = m.government
      CROSS JOIN LATERAL (SELECT coalesce(m.held_on BETWEEN a.first_day AND a.last_day, false) AS in_year,
                                 m.year = a.year AS of_year) y
     WHERE m.path >= a.scope || '.' AND m.path < a.scope || '/'
     GROUP BY m.government
), items AS (
    SELECT i.government, count(*) AS listed, count(i.closed_on) AS closed,
           count(*) FILTER (WHERE a.today > i.due_on) AS due,
           count(*) FILTER (WHERE a.today > i.due_on AND i.closed_on <= i.due_on) AS closed_in_time,
           count(*) FILTER (WHERE a.today > i.due_on AND i.closed_on IS NULL) AS overdue
      FROM public.ledger_agreeditem i CROSS JOIN asked a
     WHERE i.path >= a.scope || '.' AND i.path < a.scope || '/' AND i.year = a.year AND i.terminated_on IS NULL
     GROUP BY i.government
), plans AS (
    SELECT p.government, min(p.issued_on) AS issued_on
      FROM public.ledger_yearplan p CROSS JOIN asked a
     WHERE p.path >= a.scope || '.' AND p.path < a.scope || '/' AND p.year = a.year
     GROUP BY p.government
), explanations AS (
    SELECT e.government, min(e.cause) AS cause
      FROM public.ledger_yearexplanation e CROSS JOIN asked a
     WHERE e.path >= a.scope || '.' AND e.path < a.scope || '/' AND e.year = a.year
     GROUP BY e.government
), figures AS (
    SELECT b.code, b.name, b.name_en, b.parent, b.level, b.counted, b.path,
           (%(stages)s::text[])[coalesce(m.stage, 1)] AS stage,
           coalesce(m.minutes_late, false) OR coalesce(m.meeting_late, false) OR coalesce(m.collection_late, false)
               OR coalesce(i.overdue, 0) > 0 OR (a.today > h.due_by AND NOT h.satisfied) AS late,
           p.government IS NOT NULL AS in_plan,
           u.unmet AND e.cause IS NULL AS unexplained,
           CASE WHEN u.unmet THEN coalesce(e.cause, '') ELSE '' END AS explained,
           {measures.columns()}
      FROM below b
      CROSS JOIN asked a
      LEFT JOIN rule r ON r.government = b.government
      LEFT JOIN meetings m ON m.government = b.government
      LEFT JOIN items i ON i.government = b.government
      LEFT JOIN plans p ON p.government = b.government
      LEFT JOIN explanations e ON e.government = b.government
      CROSS JOIN LATERAL (
          SELECT coalesce(m.counted_in_period, 0) >= coalesce(r.frequency_min, 1) AS satisfied,
                 greatest(a.last_day, make_date(coalesce(
                     extract(year FROM r.in_force_from)::int + r.period_years - 1, a.year), 12, 31)) AS due_by) h
      CROSS JOIN LATERAL (
          SELECT NOT h.satisfied AND a.today > h.due_by AND h.due_by = a.last_day
              AND a.last_day > coalesce(r.in_force_from, %(bound_from)s::date) AS unmet) u

)
"""  # noqa: S608 - put together from constants of this module; values are parameters

SUMMARY = f"""{FIGURES}
SELECT statement_timestamp() AS read_at, count(*) AS governments,
       {measures.sums()}
  FROM figures WHERE counted
"""  # noqa: S608 - put together from constants of this module; values are parameters

GOVERNMENTS = f"""{FIGURES}
SELECT * FROM figures
 WHERE (%(parent)s::text IS NULL OR parent = %(parent)s) AND (%(level)s::text IS NULL OR level = %(level)s)
 ORDER BY path
"""  # noqa: S608 - put together from constants of this module; values are parameters

YEARS = """
SELECT min(year)::int AS first, max(year)::int AS last
  FROM (SELECT year, path FROM public.ledger_meeting
        UNION ALL SELECT year, path FROM public.ledger_yearplan
        UNION ALL SELECT year, path FROM public.ledger_yearexplanation) stated
 WHERE path >= %(scope)s::text || '.' AND path < %(scope)s::text || '/'
"""

-- The record: one file that holds every noun, the originals they were read from, and the index that searches them.
--
-- One table for each type of the native export. Scalars are columns. A part with parts of its own (a span, a time,
-- bounds) is spread over columns that share its name: span_start, span_end, span_exact. A list or dictionary is JSON.
-- `n` keeps the order in which nouns were written; ids are what other tables refer to. Spans are half-open code points
-- into article.text. Booleans are 0 and 1. NULL is absent. Times are as in the export: 2015, 2015-02, 2015-02-03, and so on.
-- Long columns stand last: a row is read from its beginning, and what does not fit a page lies on others that need not be read.

PRAGMA application_id = 1633907823;  -- 'acto', so that `file` and we can tell a record from any other database
PRAGMA user_version = 4;             -- the layout of this file

-- What made this record. One row.
CREATE TABLE about (
  one INTEGER PRIMARY KEY CHECK (one = 1),  -- there is only one row
  format INTEGER NOT NULL,                  -- layout of the file, as in user_version
  tool TEXT NOT NULL                        -- version of accordingto that wrote it last
) STRICT;

-- The inputs, byte for byte. Stored once, by content; never rewritten (see the triggers below).
CREATE TABLE original (
  sha256 TEXT PRIMARY KEY,  -- SHA-256 of the bytes, in hexadecimal
  bytes BLOB NOT NULL       -- the bytes
) STRICT;

-- What was read out of an article the last time, so that adding to a pile need not read all of it again. A cache:
-- it can be emptied without loss.
CREATE TABLE reading (
  article TEXT PRIMARY KEY,  -- article.id
  reader TEXT NOT NULL,      -- which version of which readers; a reading by another reader is not used
  body BLOB NOT NULL         -- the findings, written by the pipeline
) STRICT;

-- One report.
CREATE TABLE article (
  n INTEGER PRIMARY KEY,         -- order of writing
  id TEXT NOT NULL UNIQUE,       -- hash of text, outlet and url
  uri TEXT NOT NULL,             -- the input, relative where it was
  also TEXT NOT NULL,            -- JSON list: further uris of the very same report
  outlet TEXT,                   -- the publisher
  headline TEXT,
  byline TEXT,
  published_value TEXT,          -- when it was published
  published_precision TEXT NOT NULL,
  published_words TEXT,          -- the date as written
  published_anchor TEXT,
  published_evidence TEXT,       -- JSON: a span of the text, the name of a metadata key, or null
  published_confidence TEXT,     -- high, medium, low
  published_reason TEXT,         -- why so sure, and what speaks against it
  language TEXT,                 -- ISO 639-1
  sha256 TEXT NOT NULL,          -- of the original bytes: original.sha256
  url TEXT,                      -- where it stood
  zones TEXT NOT NULL,           -- JSON list of {kind, start, end}: headline, dateline, caption, and so on
  extra TEXT NOT NULL,           -- JSON dictionary: further columns of the input
  text TEXT NOT NULL             -- what every span points into
) STRICT;
CREATE INDEX article_of_original ON article (sha256);
-- With `id`, so that a part of the pile is known without its articles being read.
CREATE INDEX article_of_outlet ON article (outlet, published_value, id);
CREATE INDEX article_of_outlet_by_language ON article (outlet, language);
CREATE INDEX article_by_day ON article (published_value, n, id);
CREATE INDEX article_in_order ON article (published_value IS NULL, published_value, n);
CREATE INDEX article_in_language ON article (language, published_value, id);
CREATE INDEX article_of_uri ON article (uri);
CREATE INDEX article_with_copies ON article (n) WHERE also <> '[]';  -- few are: for counting inputs

-- Someone or something that mentions name.
CREATE TABLE entity (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,            -- person, organisation, armed_group, agency, government, outlet, place, nationality, other
  aliases TEXT NOT NULL,         -- JSON list of names
  place_lat REAL,                -- degrees, WGS84; NULL where a point would say too much
  place_lon REAL,
  place_country TEXT,            -- ISO 3166-1 alpha-2
  place_precision TEXT,          -- NULL: not a place
  place_geonames INTEGER,        -- GeoNames id
  reason TEXT NOT NULL,          -- how its names were joined
  links TEXT NOT NULL            -- JSON dictionary, such as {"wikidata": "Q..."}
) STRICT;
CREATE INDEX entity_of_kind ON entity (kind, name);

-- Words that name an entity.
CREATE TABLE mention (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  article TEXT NOT NULL,         -- article.id
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  span_exact TEXT NOT NULL,
  entity TEXT NOT NULL,          -- entity.id
  form TEXT NOT NULL             -- name, nominal, pronoun
) STRICT;
CREATE INDEX mention_in_article ON mention (article, entity);
CREATE INDEX mention_of_entity ON mention (entity, article, span_start, span_end, form);

-- How often each entity is mentioned, in whatever form: what lists of names are put in order by. Counted from `mention` when a
-- record is written, and kept in step by the triggers below.
CREATE TABLE name_count (
  entity TEXT PRIMARY KEY,       -- entity.id
  mentions INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- While a whole record is written there are no counts yet, and the triggers rest.
CREATE TRIGGER mention_is_counted AFTER INSERT ON mention
WHEN EXISTS (SELECT 1 FROM name_count)
BEGIN
  INSERT INTO name_count VALUES (new.entity, 1) ON CONFLICT (entity) DO UPDATE SET mentions = mentions + 1;
END;
CREATE TRIGGER mention_is_discounted AFTER DELETE ON mention
WHEN EXISTS (SELECT 1 FROM name_count)
BEGIN
  UPDATE name_count SET mentions = mentions - 1 WHERE entity = old.entity;
  DELETE FROM name_count WHERE entity = old.entity AND mentions = 0;
END;

-- Who is said to have said what.
CREATE TABLE statement (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  article TEXT NOT NULL,         -- article.id
  cue_start INTEGER,             -- the words that say it is said
  cue_end INTEGER,
  cue_exact TEXT,
  source_start INTEGER,          -- the words that name who says it
  source_end INTEGER,
  source_exact TEXT,
  content TEXT NOT NULL,         -- JSON list of spans: what is said
  source_entity TEXT,            -- entity.id
  chain TEXT NOT NULL,           -- JSON list of links, nearest first, origin last (as rows: statement_link)
  manner TEXT NOT NULL,          -- direct, indirect, mixed
  report TEXT NOT NULL,          -- reported, alleged, denied, and so on
  certainty TEXT NOT NULL,       -- CT+, CT-, PR+, PR-, PS+, PS-, U
  anonymous INTEGER NOT NULL,    -- 1: the source is not named
  nested_in TEXT,                -- statement.id
  continues TEXT,                -- statement.id
  kind TEXT,                     -- class of the cue
  target_start INTEGER,          -- the words for whom it is said of
  target_end INTEGER,
  target_exact TEXT,
  addressee_start INTEGER,       -- the words for whom it was said to
  addressee_end INTEGER,
  addressee_exact TEXT,
  rule TEXT,                     -- the rule that found it
  medium_start INTEGER,          -- the words for what it was said through
  medium_end INTEGER,
  medium_exact TEXT,
  doubted_by TEXT,               -- statement.id: says that what this one rests on could not be checked
  confidence REAL,               -- 0 to 1: how sure the reader is that the words attribute, and to whom
  said TEXT                      -- the words of `content` in one piece, drawn from it: for reading and searching
) STRICT;
CREATE INDEX statement_in_article ON statement (article);
CREATE INDEX statement_of_source ON statement (source_entity);
CREATE INDEX statement_nested_in ON statement (nested_in);

-- The chain of each statement, as rows: who passed the words on. Drawn from statement.chain.
CREATE TABLE statement_link (
  statement TEXT NOT NULL,       -- statement.id
  nth INTEGER NOT NULL,          -- 0 is the nearest, the highest is the origin
  name TEXT NOT NULL,
  entity TEXT,                   -- entity.id
  link TEXT NOT NULL,            -- how it is joined: said, citing, told, document, credit, nested, inherited
  explicit INTEGER NOT NULL,     -- 1: the text says so
  anonymous INTEGER NOT NULL,    -- 1: not named
  PRIMARY KEY (statement, nth)
) STRICT, WITHOUT ROWID;
CREATE INDEX statement_link_of_entity ON statement_link (entity);

-- Who is cited by which statement, once for each: what lists of sources are asked of. Drawn from statement.chain.
CREATE TABLE cited (
  statement TEXT NOT NULL,       -- statement.id
  source TEXT NOT NULL,          -- entity.id, or name: and the name where no entity stands for it
  article TEXT NOT NULL,         -- article.id
  published TEXT,                -- article.published_value
  origin INTEGER NOT NULL,       -- 1: the chain ends with it
  denies INTEGER NOT NULL,       -- 1: the statement is a denial, and the chain ends with it
  anonymous INTEGER NOT NULL,    -- 1: not named
  PRIMARY KEY (statement, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX cited_source ON cited (source, published, statement, origin, denies, anonymous, article);
CREATE INDEX cited_source_article ON cited (source, article);
CREATE INDEX cited_article ON cited (article, source, statement, origin, denies, anonymous);

-- How often each source is cited. Counted from `cited` when a record is written, and kept in step by the triggers below.
CREATE TABLE source_count (
  source TEXT PRIMARY KEY,       -- as in `cited`
  statements INTEGER NOT NULL,
  reports INTEGER NOT NULL,      -- articles
  origins INTEGER NOT NULL,      -- statements whose chain ends with it
  denials INTEGER NOT NULL,      -- of them: denials
  anonymous INTEGER NOT NULL,    -- statements that do not name it
  unnamed INTEGER AS (anonymous = statements)  -- 1: no statement names it
) STRICT, WITHOUT ROWID;
CREATE INDEX source_by_reports ON source_count (unnamed, reports DESC, source);
CREATE INDEX source_by_statements ON source_count (unnamed, statements DESC, source);
CREATE INDEX source_by_origins ON source_count (unnamed, origins DESC, source);
CREATE INDEX source_by_denials ON source_count (unnamed, denials DESC, source);

-- The sources whose statements stand on a side of a contradiction: by themselves, or with a figure or event in them.
CREATE TABLE contradiction_source (
  source TEXT NOT NULL,          -- as in `cited`
  contradiction TEXT NOT NULL,   -- contradiction.id
  statement TEXT NOT NULL,       -- statement.id
  PRIMARY KEY (source, contradiction, statement)
) STRICT, WITHOUT ROWID;
CREATE INDEX contradiction_source_of ON contradiction_source (contradiction);

-- While a whole record is written there are no counts yet, and the triggers rest.
CREATE TRIGGER cited_is_counted AFTER INSERT ON cited
WHEN EXISTS (SELECT 1 FROM source_count)
BEGIN
  INSERT INTO source_count VALUES (
    new.source, 1,
    NOT EXISTS (SELECT 1 FROM cited WHERE source = new.source AND article = new.article AND statement <> new.statement),
    new.origin, new.denies, new.anonymous
  ) ON CONFLICT (source) DO UPDATE SET
    statements = statements + excluded.statements, reports = reports + excluded.reports,
    origins = origins + excluded.origins, denials = denials + excluded.denials, anonymous = anonymous + excluded.anonymous;
  INSERT OR IGNORE INTO contradiction_source SELECT new.source, id, new.statement FROM contradiction WHERE left_ref IN
    (SELECT new.statement UNION ALL SELECT id FROM figure WHERE statement = new.statement
     UNION ALL SELECT id FROM event_mention WHERE statement = new.statement);
  INSERT OR IGNORE INTO contradiction_source SELECT new.source, id, new.statement FROM contradiction WHERE right_ref IN
    (SELECT new.statement UNION ALL SELECT id FROM figure WHERE statement = new.statement
     UNION ALL SELECT id FROM event_mention WHERE statement = new.statement);
END;
CREATE TRIGGER cited_is_discounted AFTER DELETE ON cited
WHEN EXISTS (SELECT 1 FROM source_count)
BEGIN
  UPDATE source_count SET
    statements = statements - 1, origins = origins - old.origin, denials = denials - old.denies,
    anonymous = anonymous - old.anonymous,
    reports = reports - NOT EXISTS (SELECT 1 FROM cited WHERE source = old.source AND article = old.article)
  WHERE source = old.source;
  DELETE FROM source_count WHERE source = old.source AND statements = 0;
  DELETE FROM contradiction_source WHERE source = old.source AND statement = old.statement;
END;

-- A time expression, as found.
CREATE TABLE timex (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  article TEXT NOT NULL,         -- article.id
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  span_exact TEXT NOT NULL,
  time_value TEXT,               -- NULL: unresolved
  time_precision TEXT NOT NULL,
  time_words TEXT,
  time_anchor TEXT
) STRICT;
CREATE INDEX timex_in_article ON timex (article);

-- Words saying that something happened, did not, will or might.
CREATE TABLE event_mention (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  article TEXT NOT NULL,         -- article.id
  trigger_start INTEGER NOT NULL,
  trigger_end INTEGER NOT NULL,
  trigger_exact TEXT NOT NULL,
  event TEXT,                    -- event.id
  kind TEXT,                     -- PLOVER type, or NULL for a happening outside its types
  mode TEXT,
  contexts TEXT NOT NULL,        -- JSON list
  actor TEXT NOT NULL,           -- JSON list of {span, entity}
  recipient TEXT NOT NULL,       -- JSON list of {span, entity}
  place_span_start INTEGER,
  place_span_end INTEGER,
  place_span_exact TEXT,
  place_entity TEXT,             -- entity.id
  time_value TEXT,
  time_precision TEXT NOT NULL,
  time_words TEXT,
  time_anchor TEXT,
  reality TEXT NOT NULL,         -- happened, ongoing, future, hypothetical, negated
  statement TEXT                 -- statement.id of the innermost statement that carries it
) STRICT;
CREATE INDEX event_mention_in_article ON event_mention (article, event);
CREATE INDEX event_mention_of_event ON event_mention (event, article, trigger_start, trigger_end);
CREATE INDEX event_mention_in_statement ON event_mention (statement, event);

-- One happening, as its mentions tell it.
CREATE TABLE event (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT,
  mode TEXT,
  actor TEXT NOT NULL,           -- JSON list of entity ids
  recipient TEXT NOT NULL,       -- JSON list of entity ids
  place TEXT,                    -- entity.id
  time_value TEXT,
  time_precision TEXT NOT NULL,
  time_words TEXT,
  time_anchor TEXT,
  reports INTEGER NOT NULL,      -- articles that carry it
  origins_low ANY,               -- independent origins, at least; NULL is open
  origins_high ANY,              -- and at most
  reality TEXT NOT NULL,
  reason TEXT NOT NULL,          -- why its mentions are one event
  figures TEXT NOT NULL,         -- JSON list of figure ids
  mentions TEXT NOT NULL         -- JSON list of event_mention ids
) STRICT;
CREATE INDEX event_by_day ON event (time_value, n);
CREATE INDEX event_by_weight ON event (reports DESC, n);
-- What lists show unless asked for all: events of a known kind, or told by more than one report.
CREATE INDEX event_told_by_weight ON event (reports DESC, n, kind, mode, reality, id) WHERE kind IS NOT NULL OR reports > 1;
CREATE INDEX event_told_by_day ON event (time_value, n, kind, reality, reports) WHERE kind IS NOT NULL OR reports > 1;
CREATE INDEX event_told_of_kind ON event (kind, mode) WHERE kind IS NOT NULL OR reports > 1;
CREATE INDEX event_told_of_mode ON event (mode) WHERE kind IS NOT NULL OR reports > 1;
CREATE INDEX event_at_place ON event (place, reports DESC, n, id, origins_low, origins_high);  -- all that the Map counts

-- Which articles tell of what happened at each place, once for each: what the Map counts. Drawn from event and event_mention
-- when a record is written, and kept in step by the triggers below, in whatever order a judgement writes the two.
CREATE TABLE place_report (
  place TEXT NOT NULL,           -- entity.id
  article TEXT NOT NULL,         -- article.id
  tellings INTEGER NOT NULL,     -- event_mentions in it whose event is at the place
  PRIMARY KEY (place, article)
) STRICT, WITHOUT ROWID;

-- While a whole record is written there are no rows yet, and the triggers rest.
CREATE TRIGGER telling_is_counted AFTER INSERT ON event_mention
WHEN new.event IS NOT NULL AND EXISTS (SELECT 1 FROM place_report)
BEGIN
  INSERT INTO place_report SELECT place, new.article, 1 FROM event WHERE id = new.event AND place IS NOT NULL
  ON CONFLICT (place, article) DO UPDATE SET tellings = tellings + 1;
END;
CREATE TRIGGER telling_is_discounted AFTER DELETE ON event_mention
WHEN old.event IS NOT NULL AND EXISTS (SELECT 1 FROM place_report)
BEGIN
  UPDATE place_report SET tellings = tellings - 1
  WHERE place = (SELECT place FROM event WHERE id = old.event) AND article = old.article;
  DELETE FROM place_report
  WHERE place = (SELECT place FROM event WHERE id = old.event) AND article = old.article AND tellings = 0;
END;
CREATE TRIGGER event_is_placed AFTER INSERT ON event
WHEN new.place IS NOT NULL AND EXISTS (SELECT 1 FROM place_report)
BEGIN
  INSERT INTO place_report SELECT new.place, article, count(*) FROM event_mention WHERE event = new.id GROUP BY article
  ON CONFLICT (place, article) DO UPDATE SET tellings = tellings + excluded.tellings;
END;
CREATE TRIGGER event_is_displaced AFTER DELETE ON event
WHEN old.place IS NOT NULL AND EXISTS (SELECT 1 FROM place_report)
BEGIN
  UPDATE place_report SET tellings = tellings -
    (SELECT count(*) FROM event_mention WHERE event = old.id AND event_mention.article = place_report.article)
  WHERE place = old.place AND article IN (SELECT article FROM event_mention WHERE event = old.id);
  DELETE FROM place_report
  WHERE place = old.place AND tellings = 0 AND article IN (SELECT article FROM event_mention WHERE event = old.id);
END;

-- A number said of something countable. ANY keeps 2 and 2.0 apart, as the export does; beyond 64 bits it is text.
CREATE TABLE figure (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  article TEXT NOT NULL,         -- article.id
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  span_exact TEXT NOT NULL,
  value ANY,                     -- NULL: no single value ("at least 20", "dozens")
  bounds_low ANY,
  bounds_high ANY,
  comparator TEXT NOT NULL,      -- exactly, about, at_least, and so on
  counted TEXT NOT NULL,         -- killed, injured, displaced, and so on
  unit TEXT,                     -- the counted noun, as written
  of_whom TEXT,                  -- entity.id
  role TEXT NOT NULL,            -- count, total, increment, part
  as_of_value TEXT,
  as_of_precision TEXT NOT NULL,
  as_of_words TEXT,
  as_of_anchor TEXT,
  place TEXT,                    -- entity.id
  event TEXT,                    -- event.id
  statement TEXT                 -- statement.id
) STRICT;
CREATE INDEX figure_in_article ON figure (article);
CREATE INDEX figure_of_event ON figure (event, counted, article);
CREATE INDEX figure_in_statement ON figure (statement);
CREATE INDEX figure_of_whom ON figure (of_whom);
CREATE INDEX figure_at_place ON figure (place);
CREATE INDEX figure_of_counted ON figure (counted, n);

-- What statements, and the outlets' own assertions, say alike.
CREATE TABLE claim (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  reports INTEGER NOT NULL,      -- articles that carry it
  independent_low ANY,           -- independent origins, at least; NULL is open
  independent_high ANY,          -- and at most
  contested INTEGER NOT NULL,    -- 1: someone affirms and someone denies
  first_value TEXT,
  first_precision TEXT NOT NULL,
  first_words TEXT,
  first_anchor TEXT,
  last_value TEXT,
  last_precision TEXT NOT NULL,
  last_words TEXT,
  last_anchor TEXT,
  state TEXT,                    -- how it stands among its origins (queries.state_of), drawn from the rest: for listing
  text TEXT NOT NULL,            -- the clearest wording, quoted from a member
  reason TEXT NOT NULL,          -- the arithmetic of the origins in words
  parts TEXT NOT NULL,           -- JSON list of claim ids that it gathers
  origins TEXT NOT NULL,         -- JSON list of origins (as rows: claim_origin)
  members TEXT NOT NULL          -- JSON list of wordings (as rows: claim_member)
) STRICT;
-- One for each way of sorting a list of claims, and the same among those that stand alike.
CREATE INDEX claim_by_weight ON claim (contested DESC, reports DESC, n);
CREATE INDEX claim_by_reports ON claim (reports DESC, n);
CREATE INDEX claim_by_origins ON claim (coalesce(independent_low, 0) DESC, reports DESC, n);
CREATE INDEX claim_by_first ON claim (first_value IS NULL, first_value, n);
CREATE INDEX claim_by_last ON claim (last_value DESC, n);
CREATE INDEX claim_of_state ON claim (state, contested DESC, reports DESC, n);
CREATE INDEX claim_of_state_by_reports ON claim (state, reports DESC, n);
CREATE INDEX claim_of_state_by_origins ON claim (state, coalesce(independent_low, 0) DESC, reports DESC, n);
CREATE INDEX claim_of_state_by_first ON claim (state, first_value IS NULL, first_value, n);
CREATE INDEX claim_of_state_by_last ON claim (state, last_value DESC, n);

-- The wordings of each claim, as rows. Drawn from claim.members.
CREATE TABLE claim_member (
  claim TEXT NOT NULL,           -- claim.id
  nth INTEGER NOT NULL,          -- place in the list
  statement TEXT,                -- statement.id; NULL: the outlet's own assertion
  article TEXT NOT NULL,         -- article.id
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  stance TEXT NOT NULL,          -- affirms, denies, questions
  passing INTEGER NOT NULL,      -- 1: told by the way, as background
  PRIMARY KEY (claim, nth)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_member_statement ON claim_member (statement);
CREATE INDEX claim_member_article ON claim_member (article, span_start, span_end, claim);

-- The origins of each claim, as rows: one for each article that carries the origin's word. Drawn from claim.origins.
CREATE TABLE claim_origin (
  claim TEXT NOT NULL,           -- claim.id
  nth INTEGER NOT NULL,          -- place in the list of origins
  article TEXT NOT NULL,         -- article.id
  name TEXT NOT NULL,
  entity TEXT,                   -- entity.id
  known INTEGER NOT NULL,        -- 1: it counts for the low bound
  PRIMARY KEY (claim, nth, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_origin_of_entity ON claim_origin (entity);
CREATE INDEX claim_origin_carried ON claim_origin (claim, article, known);

-- Which outlets carry each claim that two or more carry, and which of them had it first. Drawn from claim.members.
CREATE TABLE claim_outlet (
  claim TEXT NOT NULL,           -- claim.id
  outlet TEXT NOT NULL,          -- empty: not known which
  day TEXT,                      -- of its earliest report, as 2015-02-03; NULL: no day is known
  first INTEGER,                 -- 1: before all others, 2: on the same day as another, 0: after one; NULL: not known
  PRIMARY KEY (claim, outlet)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_outlet_first ON claim_outlet (outlet, first, claim);

-- A corrected day of publication moves what is listed by it.
CREATE TRIGGER article_is_dated AFTER INSERT ON article
WHEN EXISTS (SELECT 1 FROM cited WHERE article = new.id) OR EXISTS (SELECT 1 FROM claim_member WHERE article = new.id)
BEGIN
  UPDATE cited SET published = new.published_value WHERE article = new.id;
  UPDATE claim_outlet SET day =
    (SELECT min(CASE WHEN published_precision IN ('day', 'minute') THEN substr(published_value, 1, 10) END)
     FROM claim_member JOIN article ON article.id = claim_member.article
     WHERE claim_member.claim = claim_outlet.claim AND coalesce(article.outlet, '') = claim_outlet.outlet)
  WHERE outlet = coalesce(new.outlet, '') AND claim IN (SELECT claim FROM claim_member WHERE article = new.id);
  UPDATE claim_outlet SET first = CASE
    WHEN day IS NULL THEN NULL
    WHEN EXISTS (SELECT 1 FROM claim_outlet AS one WHERE one.claim = claim_outlet.claim AND one.day < claim_outlet.day) THEN 0
    WHEN EXISTS (SELECT 1 FROM claim_outlet AS one WHERE one.claim = claim_outlet.claim AND one.day = claim_outlet.day
                 AND one.outlet <> claim_outlet.outlet) THEN 2
    ELSE 1 END
  WHERE claim IN (SELECT claim FROM claim_member WHERE article = new.id);
END;

-- This article takes its text, or its word, from that article or that origin.
CREATE TABLE derivation (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  derived TEXT NOT NULL,         -- article.id
  origin TEXT NOT NULL,          -- article.id or entity.id
  relation TEXT NOT NULL,        -- same_text, derived, same_origin
  direction_known INTEGER NOT NULL,
  share_low ANY,                 -- share of each text that the other holds
  share_high ANY,
  evidence TEXT NOT NULL,        -- JSON list of {article, span}
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX derivation_of ON derivation (derived);
CREATE INDEX derivation_from ON derivation (origin);
CREATE INDEX derivation_unsure ON derivation (coalesce(share_low, 0)) WHERE relation <> 'same_origin';

-- Whose copies are whose, by outlet. Drawn from derivation, where it is the text that was taken.
CREATE TABLE copying (
  derivation TEXT NOT NULL PRIMARY KEY,  -- derivation.id
  outlet TEXT NOT NULL,          -- publisher of the article that holds the text of the other
  article TEXT NOT NULL,         -- article.id
  of_outlet TEXT NOT NULL,       -- publisher of the other
  of_article TEXT NOT NULL,      -- article.id
  direction_known INTEGER NOT NULL  -- 1: it is known which took it from which
) STRICT;
CREATE INDEX copying_outlet ON copying (outlet, direction_known, article, of_outlet);
CREATE INDEX copying_of_outlet ON copying (of_outlet, direction_known, of_article, outlet);

-- Two things that cannot both be so.
CREATE TABLE contradiction (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,            -- figure, scope, polarity, actor, place, time, headline
  left_article TEXT NOT NULL,    -- article.id
  left_span_start INTEGER,       -- NULL: a headline known as metadata only
  left_span_end INTEGER,
  left_span_exact TEXT,
  left_ref TEXT NOT NULL,        -- id of what stands on this side
  right_article TEXT NOT NULL,
  right_span_start INTEGER,
  right_span_end INTEGER,
  right_span_exact TEXT,
  right_ref TEXT NOT NULL,
  claim TEXT,                    -- claim.id
  event TEXT,                    -- event.id
  reason TEXT NOT NULL
) STRICT;

CREATE INDEX contradiction_left ON contradiction (left_ref);
CREATE INDEX contradiction_right ON contradiction (right_ref);
CREATE INDEX contradiction_left_article ON contradiction (left_article);
CREATE INDEX contradiction_of_claim ON contradiction (claim);
CREATE INDEX contradiction_of_event ON contradiction (event);
CREATE INDEX contradiction_of_kind ON contradiction (kind, n);

-- Figures that count the same thing at different times.
CREATE TABLE series (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  counted TEXT NOT NULL,
  of_whom TEXT,                  -- entity.id
  place TEXT,                    -- entity.id
  points TEXT NOT NULL,          -- JSON list of {as_of, bounds, figure}
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX series_by_length ON series (length(points) DESC, n, counted, id);

-- The nouns that others hold in their lists, as rows: parts of claims, figures of series, entities of events and mentions.
CREATE TABLE holding (
  kind TEXT NOT NULL,            -- type of the one that holds
  id TEXT NOT NULL,              -- its id
  held TEXT NOT NULL,            -- id of what it holds
  PRIMARY KEY (held, kind, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX holding_of ON holding (id);

-- A person's decision. Only ever added to (see the triggers below), in the order of `n`. The tables above hold what stands
-- after all decisions that are not undone; `displaced` keeps what the machine had made there.
CREATE TABLE judgement (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,       -- hash of the decision and of `after`
  verdict TEXT NOT NULL,         -- accept, reject, same, different, correct, add, grade, undo
  subject TEXT NOT NULL,         -- JSON list of ids
  author TEXT NOT NULL,
  at TEXT NOT NULL,              -- when it was made, UTC
  reason TEXT NOT NULL,
  undoes TEXT,                   -- judgement.id
  change TEXT NOT NULL,          -- JSON: what is corrected, added or graded; null for other verdicts
  evidence TEXT NOT NULL,        -- JSON list of {subject, type, article, span}: the words that the subjects stood on
  after TEXT,                    -- judgement.id: the one before it in the log
  displaced TEXT NOT NULL        -- JSON list of {type, id, line}: what it was the first to change; null: it has no place
) STRICT;
CREATE INDEX judgement_undoing ON judgement (undoes);

-- What each judgement is about, as rows; `id` is where that stands in this record, NULL while the judgement has no effect.
CREATE TABLE judgement_subject (
  judgement TEXT NOT NULL,       -- judgement.id
  nth INTEGER NOT NULL,          -- place in the list; what a judgement added comes last
  subject TEXT NOT NULL,         -- the id as it was judged
  id TEXT,                       -- the id it has now
  PRIMARY KEY (judgement, nth)
) STRICT;
CREATE INDEX judgement_subject_given ON judgement_subject (subject);
CREATE INDEX judgement_subject_now ON judgement_subject (id);

-- What the machine had made of nouns that judgements changed, as rows. Drawn from judgement.displaced.
CREATE TABLE displaced (
  type TEXT NOT NULL,
  id TEXT NOT NULL,
  judgement TEXT NOT NULL,       -- judgement.id: the first to change it
  line TEXT,                     -- NULL: there was nothing
  place INTEGER,                 -- its `n`
  PRIMARY KEY (type, id)
) STRICT;
CREATE INDEX displaced_by ON displaced (judgement);
CREATE INDEX displaced_place ON displaced (type, place);

-- What stood just before each judgement where it changed something, so that the newest can be undone without all others. A
-- cache, as the next three are: they can be emptied without loss, and are filled again by the next judgement.
CREATE TABLE earlier (
  judgement TEXT NOT NULL,       -- judgement.id
  type TEXT NOT NULL,
  id TEXT NOT NULL,
  line TEXT,                     -- NULL: there was nothing
  place INTEGER,                 -- its `n`
  PRIMARY KEY (judgement, type, id)
) STRICT;
CREATE INDEX earlier_place ON earlier (type, place);

-- What each judgement looked at and changed.
CREATE TABLE touched (
  judgement TEXT NOT NULL,       -- judgement.id
  id TEXT NOT NULL,
  changed INTEGER NOT NULL,      -- 1: changed, 0: looked at
  PRIMARY KEY (judgement, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX touching ON touched (id);

-- The names of each entity, folded as one compares them.
CREATE TABLE entity_name (
  folded TEXT NOT NULL,
  entity TEXT NOT NULL,          -- entity.id
  PRIMARY KEY (folded, entity)
) STRICT, WITHOUT ROWID;
CREATE INDEX entity_name_of ON entity_name (entity);

-- Who is called head or voice of a body, and where.
CREATE TABLE voice (
  person TEXT NOT NULL,          -- mention.id
  body TEXT NOT NULL,            -- mention.id
  PRIMARY KEY (person, body)
) STRICT, WITHOUT ROWID;

-- An input, or a part of one, that did not get in.
CREATE TABLE rejection (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  uri TEXT NOT NULL,
  stage TEXT NOT NULL,           -- the stage that refused it
  reason TEXT NOT NULL
) STRICT;

-- An original is stored once: the same name again leaves the bytes that are there.
CREATE TRIGGER original_is_stored_once BEFORE INSERT ON original
WHEN EXISTS (SELECT 1 FROM original WHERE sha256 = new.sha256)
BEGIN SELECT RAISE(IGNORE); END;

CREATE TRIGGER original_is_never_rewritten BEFORE UPDATE ON original
BEGIN SELECT RAISE(ABORT, 'originals are never rewritten'); END;

CREATE TRIGGER original_in_use_is_never_deleted BEFORE DELETE ON original
WHEN EXISTS (SELECT 1 FROM article WHERE sha256 = old.sha256)
BEGIN SELECT RAISE(ABORT, 'an article rests on this original'); END;

-- `displaced` alone follows what a rebuild makes anew.
CREATE TRIGGER judgement_is_never_rewritten
BEFORE UPDATE OF n, id, verdict, subject, author, at, reason, undoes, change, evidence, after ON judgement
BEGIN SELECT RAISE(ABORT, 'a judgement is never rewritten: add one that undoes it'); END;

CREATE TRIGGER judgement_is_never_deleted BEFORE DELETE ON judgement
BEGIN SELECT RAISE(ABORT, 'a judgement is never deleted: add one that undoes it'); END;

-- Full-text indexes over headlines and texts, over statements, over claims and over the names of entities. Case and accents are folded in searching only.
CREATE VIRTUAL TABLE article_words USING fts5(
  headline, text, content = 'article', content_rowid = 'n', tokenize = "unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE statement_words USING fts5(
  said, source_exact, cue_exact, content = 'statement', content_rowid = 'n', tokenize = "unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE claim_words USING fts5(
  text, content = 'claim', content_rowid = 'n', tokenize = "unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE entity_words USING fts5(
  name, aliases, content = 'entity', content_rowid = 'n', tokenize = "unicode61 remove_diacritics 2"
);

-- The words that the indexes hold: a script without spaces between words is looked up among them.
CREATE VIRTUAL TABLE article_terms USING fts5vocab(article_words, row);
CREATE VIRTUAL TABLE statement_terms USING fts5vocab(statement_words, row);
CREATE VIRTUAL TABLE claim_terms USING fts5vocab(claim_words, row);
CREATE VIRTUAL TABLE entity_terms USING fts5vocab(entity_words, row);

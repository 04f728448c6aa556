/* What `naast gate` reads of a deal, for the sqlite3 shell: the floor of the cold start. */
BEGIN;
SELECT * FROM naast_deal WHERE id = :deal AND void = 0;
SELECT r.definition FROM naast_deal d JOIN naast_revision r ON r.id = d.pipeline WHERE d.id = :deal;
SELECT id, kind, value, state, side, said_by, word_side, word_by, about, person, crev, day, retracted
  FROM naast_evidence WHERE id BETWEEN :deal << 20 AND (:deal << 20 | 1048575) AND void = 0 ORDER BY id;
SELECT item, side, person, seen, day FROM naast_word WHERE id BETWEEN :deal << 20 AND (:deal << 20 | 1048575) AND void = 0 ORDER BY id;
SELECT check_id, until FROM naast_waiver WHERE id BETWEEN :deal << 20 AND (:deal << 20 | 1048575) AND void = 0 ORDER BY id;
SELECT max(seq) FROM naast_journal WHERE root_kind = 1 AND root_id = :deal;
COMMIT;

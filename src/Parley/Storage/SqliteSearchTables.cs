namespace Parley.Storage;

/// <summary>The search index of SQLite: FTS5 over words that Search/Words has split. Its queries are in Search/SqliteSearchIndex.</summary>
internal static class SqliteSearchTables
{
    // ascii: everything beyond ASCII belongs to a term as it is, so no term of ours is ever split or folded again. = and ~ mark stems and
    // facts (Search/Words/Token). columnsize: ranking is our own, so the lengths of rows are not kept.
    public const string Create = """
        create virtual table message_words using fts5(words, tokenize = "ascii tokenchars '=~'", columnsize = 0, prefix = '2 3');
        create virtual table name_words using fts5(words, tokenize = "ascii tokenchars '=~'", columnsize = 0);

        create trigger search_message_purged after delete on messages begin
            insert into search_gone (words) select words from message_words where rowid = old.n;
            delete from message_words where rowid = old.n;
        end;
        create trigger search_message_emptied after update of conversation_n on messages begin
            insert into search_gone (words) select words from message_words where rowid = old.n;
            delete from message_words where rowid = old.n;
        end;
        create trigger search_conversation_new after insert on conversations begin
            insert or ignore into search_stale_names (kind, n) values (0, new.n);
        end;
        create trigger search_conversation_changed after update of title, description, deleted_at on conversations begin
            insert or ignore into search_stale_names (kind, n) values (0, new.n);
        end;
        create trigger search_conversation_purged after delete on conversations begin
            insert or ignore into search_stale_names (kind, n) values (0, old.n);
        end;
        create trigger search_person_new after insert on users begin
            insert or ignore into search_stale_names (kind, n) values (1, new.n);
        end;
        create trigger search_person_changed after update of username, display_name on users begin
            insert or ignore into search_stale_names (kind, n) values (1, new.n);
        end;
        """;
}

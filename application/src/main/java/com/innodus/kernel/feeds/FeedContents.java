package com.innodus.kernel.feeds;

import com.innodus.kernel.records.Query;

/** What the feed of a type has that is more than records on days; declared as a bean. */
public interface FeedContents {
    /** Key of the record type. */
    String recordType();

    /** The feed in the form of RFC 5545, with what the acting user may read. @param address of the tenant */
    String text(Query query, String address);
}

package com.innodus.kernel.events;

/** Waits for what happens to records of some types; declared as a bean. */
public interface EventSubscriber {
    /** Whether the current tenant waits for events of the type; answered from memory, because each write asks. */
    boolean waitsFor(String recordType);

    /**
     * Takes note of an event, in a transaction that ends it: what is stored here is stored once, whatever crashes. Nothing
     * slow is done here, and nothing that can't be taken back.
     */
    void receive(RecordEvent event);
}

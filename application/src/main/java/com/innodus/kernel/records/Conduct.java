package com.innodus.kernel.records;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a type does besides having fields.
 *
 * @param settling sets what derives from the fields, before a record is written
 * @param checking finds what is wrong with a record as a whole
 * @param confidential the property that, set, hides a record from all but its owner, its maker and its participants
 * @param participants the property of users who may read a record whatever their scope
 * @param namesakes whether records with the same title are no duplicates
 */
record Conduct<E extends BaseRecord>(
        Consumer<E> settling,
        Function<E, List<Problem>> checking,
        @Nullable String confidential,
        @Nullable String participants,
        boolean namesakes) {
    static <E extends BaseRecord> Conduct<E> plain() {
        return new Conduct<>(record -> {}, record -> List.of(), null, null, false);
    }

    Conduct<E> settling(Consumer<E> by) {
        return new Conduct<>(by, checking, confidential, participants, namesakes);
    }

    Conduct<E> checking(Function<E, List<Problem>> by) {
        return new Conduct<>(settling, by, confidential, participants, namesakes);
    }

    Conduct<E> confidential(String property) {
        return new Conduct<>(settling, checking, property, participants, namesakes);
    }

    Conduct<E> participants(String property) {
        return new Conduct<>(settling, checking, confidential, property, namesakes);
    }

    Conduct<E> withNamesakes() {
        return new Conduct<>(settling, checking, confidential, participants, true);
    }
}

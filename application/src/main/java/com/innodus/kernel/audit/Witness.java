package com.innodus.kernel.audit;

/** Knows who acts. The floor above implements it, because it is audited itself. */
@FunctionalInterface
public interface Witness {
    /** Who acts now; {@link Who#SYSTEM} when nobody is logged in. */
    Who who();
}

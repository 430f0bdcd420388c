package com.innodus.kernel.records;

import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PessimisticLockException;
import java.util.function.Supplier;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.LockAcquisitionException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;

/** A colleague wrote the same records in the very moment: what is done once more stands upon what they wrote. */
public final class Overtaken {
    private static final int MOST_TRIES = 3;

    private Overtaken() {}

    /** Does it again, a few times, when it was overtaken; it must be a transaction of its own. */
    public static <T> T retry(Supplier<T> transaction) {
        for (int tries = 1; ; tries++) {
            try {
                return transaction.get();
            } catch (OptimisticLockException
                    | PessimisticLockException
                    | LockAcquisitionException
                    | ConstraintViolationException
                    | ConcurrencyFailureException
                    | DataIntegrityViolationException overtaken) {
                if (tries == MOST_TRIES) {
                    throw overtaken;
                }
            }
        }
    }
}

package com.innodus.kernel.records.exchange;

import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordType;
import java.util.Locale;

/** Why a row is refused, in words. */
public final class Reasons {
    private Reasons() {}

    /** A problem as a sentence that names its field. */
    public static String sentence(RecordType<?> type, Problem problem, Locale locale) {
        String sentence =
                Texts.text(locale, problem.message(), problem.arguments().toArray());
        return problem.field().isEmpty() ? sentence : type.label(problem.field(), locale) + ": " + sentence;
    }
}

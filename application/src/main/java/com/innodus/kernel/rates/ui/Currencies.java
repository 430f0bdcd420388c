package com.innodus.kernel.rates.ui;

import java.util.Currency;
import java.util.Locale;

final class Currencies {
    private Currencies() {}

    /** "USD · dólar estadounidense" */
    static String label(String code, Locale locale) {
        return code + " · " + Currency.getInstance(code).getDisplayName(locale);
    }
}

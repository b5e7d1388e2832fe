package dev.shoutgate;

import java.util.Currency;
import java.util.HashMap;
import java.util.Map;

/**
 * The currencies that something can be sold in, and how many decimal digits each has: its exponent in ISO 4217.
 *
 * <p>They are those of ISO 4217 List One as published on 2024-06-25, with its amendments 176 (XCG for ANG, 2025) and
 * 180 (BGN became EUR, 2026), without funds, metals, units of account, the codes for tests and for no currency, and
 * without CUC, which has been no tender since 2021. Java's own list has all that ever was and cannot tell them apart;
 * browsers have digits for show, which are not the exponent (they write IDR without any).
 *
 * <p>Threading: immutable, any thread.
 */
public final class Currencies {

    private static final String WITHOUT_DIGITS =
            "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
    private static final String WITH_TWO = ""
            + "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY "
            + "COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF "
            + "IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR "
            + "MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG "
            + "SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES "
            + "WST XCD XCG YER ZAR ZMW ZWG";
    private static final String WITH_THREE = "BHD IQD JOD KWD LYD OMR TND";

    private static final Map<String, Integer> EXPONENTS = read();

    private Currencies() {}

    /** Whether it is the code of money that is in use. */
    public static boolean isMoney(String code) {
        return EXPONENTS.containsKey(code);
    }

    /**
     * How many decimal digits a currency has: 2 for CNY, whose minor unit is a hundredth. Sales of a former release may
     * have a code that is no money, or none any more: these have the digits that Java knows, or none.
     */
    public static int exponent(String code) {
        Integer exponent = EXPONENTS.get(code);
        return exponent != null ? exponent : Currency.getAvailableCurrencies().stream()
                .filter(former -> former.getCurrencyCode().equals(code))
                .mapToInt(former -> Math.max(0, former.getDefaultFractionDigits())).findFirst().orElse(0);
    }

    /** All that something can be sold in now, each with its digits. */
    public static Map<String, Integer> exponents() {
        return EXPONENTS;
    }

    private static Map<String, Integer> read() {
        Map<String, Integer> exponents = new HashMap<>();
        put(WITHOUT_DIGITS, 0, exponents);
        put(WITH_TWO, 2, exponents);
        put(WITH_THREE, 3, exponents);
        return Map.copyOf(exponents);
    }

    private static void put(String codes, int exponent, Map<String, Integer> to) {
        for (String code : codes.split(" ")) {
            to.put(code, exponent);
        }
    }
}

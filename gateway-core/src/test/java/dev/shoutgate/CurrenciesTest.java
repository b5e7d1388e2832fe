package dev.shoutgate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Currency;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CurrenciesTest {

    /** What countries pay with today: where Java is older than the list it still has these, and VED it never had. */
    private static final Set<String> LATER_THAN_SOME_JAVA = Set.of("BGN", "ANG", "CUC", "SLL", "HRK", "ZWL");

    @Test
    void areWhatSomeCountryPaysWith() {
        Set<String> ours = new TreeSet<>();
        for (char a = 'A'; a <= 'Z'; a++) {
            for (char b = 'A'; b <= 'Z'; b++) {
                for (char c = 'A'; c <= 'Z'; c++) {
                    String code = "" + a + b + c;
                    if (Currencies.isMoney(code)) {
                        ours.add(code);
                    }
                }
            }
        }
        assertThat(ours).hasSize(155);
        Set<String> javas = tenders();
        ours.removeAll(Set.of("VED", "XCG", "ZWG", "SLE"));
        assertThat(javas).containsAll(ours);
        javas.removeAll(LATER_THAN_SOME_JAVA);
        javas.removeAll(Set.of("VED", "XCG", "ZWG", "SLE"));
        assertThat(ours).isEqualTo(javas);
    }

    private static Set<String> tenders() {
        Set<String> tenders = new TreeSet<>();
        for (String country : Locale.getISOCountries()) {
            Currency tender = Currency.getInstance(new Locale("", country));
            if (tender != null) {
                tenders.add(tender.getCurrencyCode());
            }
        }
        return tenders;
    }

    @Test
    void haveTheDigitsThatJavaKnowsToo() {
        for (Currency known : Currency.getAvailableCurrencies()) {
            if (Currencies.isMoney(known.getCurrencyCode())) {
                assertThat(Currencies.exponent(known.getCurrencyCode())).as(known.getCurrencyCode())
                        .isEqualTo(known.getDefaultFractionDigits());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"CNY, 2", "IDR, 2", "HUF, 2", "COP, 2", "PKR, 2", "JPY, 0", "KRW, 0", "IQD, 3", "KWD, 3", "XCG, 2"})
    void haveTheExponentOfIso4217AndNotTheDigitsOfABrowser(String code, int exponent) {
        assertThat(Currencies.exponent(code)).isEqualTo(exponent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"XXX", "XTS", "XAU", "XAG", "XPT", "XPD", "XDR", "XUA", "XSU", "XBA", "XAD", "BOV", "CHE", "CHW",
        "CLF", "COU", "MXV", "USN", "UYI", "UYW", "DEM", "FRF", "HRK", "BGN", "ANG", "CUC", "SLL", "ZWL", "VEF", "BYR",
        "cny", "", "ABC"})
    void areNoneThatNobodyCanPayWith(String code) {
        assertThat(Currencies.isMoney(code)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"HRK, 2", "XXX, 0", "XAU, 0", "ABC, 0"})
    void haveDigitsToShowAlsoWhereAnOlderSaleHasWhatIsNoneAnyMore(String code, int exponent) {
        assertThat(Currencies.exponent(code)).isEqualTo(exponent);
    }
}

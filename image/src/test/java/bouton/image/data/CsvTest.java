package bouton.image.data;

import static bouton.image.data.Faults.message;
import static bouton.image.data.Faults.refusal;
import static bouton.image.data.Faults.utf8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

    private static final Tensor TWO_BY_TWO = Tensor.matrix(new double[] {1, -2.5}, new double[] {3e-3, 4});

    private static Table decode(String text) throws DataFormatException {
        return Csv.decode(utf8(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,-2.5\n3e-3,4\n",
                "1,-2.5\r\n3e-3,4",
                "1,-2.5\r3e-3,4\r",
                "\uFEFF1,-2.5\n3e-3,4\n",
                "1 ; -2.5\n 3e-3;4.0 \n",
                "1\t-2.5\n3e-3\t4\n",
                "1 -2.5\n3e-3 4\n",
                "  1   -2.5  \n\t3e-3\t \t+4.\t\n",
                "# made by hand\n\n1,\t-2.5\n  # half\n \t \n.003,4\n\n#end",
                "\"1\",-2.5\n3E-3 , \"4\" \n",
                "\"1\" \"-2.5\"\n\"3e-3\" 4\n",
                "1,-2.5\n003.0e-03,0004\n"
            })
    void oneTableInManySpellings(String text) throws DataFormatException {
        assertEquals(new Table(List.of(), TWO_BY_TWO), decode(text));
    }

    @Test
    void theFirstRowMayHoldNames() throws DataFormatException {
        List<String> names = List.of("time (ms)", "v, \"soma\"");
        assertEquals(new Table(names, TWO_BY_TWO), decode("# units\n time (ms) , \"v, \"\"soma\"\"\"\n1,-2.5\n3e-3,4"));
        assertEquals(new Table(List.of("a", "1"), TWO_BY_TWO), decode("a \"1\"\n1 -2.5\n3e-3 4"));
        assertEquals(
                List.of("two\nlines", "NaN"), decode("\"two\nlines\",NaN\n1,2").columns());
        Table empty = decode("a;b;c");
        assertEquals(List.of("a", "b", "c"), empty.columns());
        assertArrayEquals(new int[] {0, 3}, empty.values().shape());
    }

    @Test
    void oneColumnNeedsNoSeparator() throws DataFormatException {
        assertEquals(new Table(List.of("x"), Tensor.matrix(new double[] {1}, new double[] {2})), decode("x\n1\n2\n"));
    }

    @Test
    void specialValuesAreSpelledInOneWay() throws DataFormatException {
        assertEquals(
                Tensor.matrix(new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0}),
                decode("nan,inf,-inf,-0").values());
    }

    @Test
    void aGivenSeparatorIsNotDetected() throws DataFormatException {
        Table table = Csv.decode(utf8("rate, mean\tx;y\n1\t2\n"), Csv.Separator.TAB);
        assertEquals(List.of("rate, mean", "x;y"), table.columns());
    }

    static List<List<String>> faults() {
        return List.of(
                List.of("", "line 1, column 1: there are no rows"),
                List.of("# a\n\n", "line 3, column 1: there are no rows"),
                List.of("1,2\n3", "line 2, column 2: the row has 1 field, but the first row has 2"),
                List.of("1,2,3\n4,5\n6,7,8", "line 2, column 4: the row has 2 fields, but the first row has 3"),
                List.of("1,2\n3,4,5", "line 2, column 5: the row has more fields than the first row, which has 2"),
                List.of("1 2\r\n3 4 5", "line 2, column 5: the row has more fields than the first row, which has 2"),
                List.of("1,2\r\r\n3,x", "line 3, column 3: 'x' is not a number"),
                List.of("1,2\n3,4 # no", "line 2, column 3: '4 # no' is not a number"),
                List.of("1\nNaN", "line 2, column 1: 'NaN' is not a number"),
                List.of("1\nInfinity", "line 2, column 1: 'Infinity' is not a number"),
                List.of("1\n+inf", "line 2, column 1: '+inf' is not a number"),
                List.of("1\n1d", "line 2, column 1: '1d' is not a number"),
                List.of("1\n0x1p3", "line 2, column 1: '0x1p3' is not a number"),
                List.of("1\n1e", "line 2, column 1: '1e' is not a number"),
                List.of("1\n.", "line 2, column 1: '.' is not a number"),
                List.of("1\n-", "line 2, column 1: '-' is not a number"),
                List.of("1\n1_000", "line 2, column 1: '1_000' is not a number"),
                List.of("1\n\u0664", "line 2, column 1: '\u0664' is not a number"),
                List.of("1\n\u0000\u0007", "line 2, column 1: '??' is not a number"),
                List.of(
                        "1\n" + "\uD83D\uDE00".repeat(41),
                        "line 2, column 1: '" + "\uD83D\uDE00".repeat(40) + "...' is not a number"),
                List.of(
                        "a;b\n1;\uD83D\uDE00\uD83D\uDE00\"",
                        "line 2, column 5: a quote within a field that does not begin with one"),
                List.of("1;2\n1,5;2", "line 2, column 1: '1,5' is not a number; write a decimal point, not a comma"),
                List.of("1,\n", "line 1, column 3: the field is empty; a missing number is written nan"),
                List.of("1,2\n,2", "line 2, column 1: the field is empty; a missing number is written nan"),
                List.of("1\t2\n\t\n", "line 2, column 1: the field is empty; a missing number is written nan"),
                List.of(",", "line 1, column 1: the field is empty; a missing number is written nan"),
                List.of("1\n\"\"", "line 2, column 1: the field is empty; a missing number is written nan"),
                List.of(",a,b\n0,1,2", "line 1, column 1: column 1 has no name"),
                List.of("a,b,a", "line 1, column 5: the column name 'a' is there twice"),
                List.of(
                        "1,2x,3",
                        "line 1, column 3: '2x' is not a number, and a row of column names has numbers only in quotes"),
                List.of("1,\"2", "line 1, column 3: the quote is not closed"),
                List.of("1,2\n\"3\"\"\n,\n4", "line 2, column 1: the quote is not closed"),
                List.of(
                        "\"1\"2,3",
                        "line 1, column 4: only a separator or the end of the line may follow the closing quote"),
                List.of(
                        "\"1\" 2,3",
                        "line 1, column 5: only a separator or the end of the line may follow the closing quote"),
                List.of("1\n1e309", "line 2, column 1: '1e309' is beyond the range of a double"),
                List.of("1\n-1e999", "line 2, column 1: '-1e999' is beyond the range of a double"),
                List.of(
                        "1\n-9007199254740993",
                        "line 2, column 1: '-9007199254740993' is an integer that a double cannot hold exactly"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void faultsHaveLineAndColumn(List<String> textAndMessage) {
        assertEquals(textAndMessage.get(1), message(() -> decode(textAndMessage.get(0))));
    }

    @Test
    void aFaultTellsItsPlaceAndDetail() {
        DataFormatException fault = assertThrows(DataFormatException.class, () -> decode("1,2\n3,x"));
        assertEquals(2, fault.line().orElseThrow());
        assertEquals(3, fault.column().orElseThrow());
        assertEquals("'x' is not a number", fault.detail());
        DataFormatException binary = assertThrows(DataFormatException.class, () -> Npy.decode(new byte[0]));
        assertEquals(true, binary.line().isEmpty() && binary.column().isEmpty());
    }

    @Test
    void textsThatAreNotUtf8AreRefused() {
        byte[] latin = "\u00B5,1\n2,3".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals("line 1, column 1: the text is not UTF-8", message(() -> Csv.decode(latin)));
        byte[] later = utf8("\uFEFF\u00B5\n1\n2?");
        later[later.length - 1] = (byte) 0xC3;
        assertEquals("line 3, column 2: the text is not UTF-8", message(() -> Csv.decode(later)));
        assertEquals(
                "line 1, column 1: the text is UTF-16; save it as UTF-8",
                message(() -> Csv.decode("1,2".getBytes(StandardCharsets.UTF_16))));
    }

    @Test
    void theReplacementCharacterIsACharacterLikeOthers() throws DataFormatException {
        assertEquals(List.of("\uFFFD"), decode("\uFFFD\n1").columns());
    }

    @Test
    void integersOfManyDigitsAreReadIfExact() throws DataFormatException {
        assertEquals(
                Tensor.matrix(new double[] {0x1p60, -0x1p60, 1e22, 7}),
                decode("1152921504606846976,-1152921504606846976,10000000000000000000000," + "0".repeat(1000) + "7")
                        .values());
        // With a point or an exponent it is a measure, which is rounded.
        assertEquals(0x1p53, decode("9007199254740993.0").values().at(0));
    }

    @Test
    void writesNamesUnitsAndShortestNumbers() {
        byte[] text = Csv.encode(
                List.of("t", "a,b", "5", "n"),
                List.of("ms", "", "", ""),
                Tensor.matrix(
                        new double[] {0.1, 3, -0.0, 1e300},
                        new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0x1p52}));
        assertEquals(
                "t (ms),\"a,b\",\"5\",n\n0.1,3,-0,1.0E300\nnan,inf,-inf,4503599627370496\n",
                new String(text, StandardCharsets.UTF_8));
    }

    @Test
    void namesOfEveryKindRoundTrip() throws DataFormatException {
        List<String> names = List.of(
                "\"", "a\"b", " a", "a ", "#", ";", "\t", "a\r\nb", "nan", "1e5", "\uFEFFx", "\u00B5V", "a b", "'");
        Tensor values = Tensor.of(new int[] {1, names.size() - 1}, new double[names.size() - 1]);
        List<String> without = names.stream().filter(name -> !name.equals("\t")).toList();
        Table table = new Table(without, values);
        assertEquals(table, Csv.decode(Csv.encode(table)));
        for (String name : without) {
            if (!Decimal.isNumber(name)) {
                Table alone = new Table(List.of(name), Tensor.matrix(new double[] {1}));
                assertEquals(alone, Csv.decode(Csv.encode(alone)), name);
            }
        }
    }

    @Test
    void randomDoublesRoundTrip() throws DataFormatException {
        SplittableRandom random = new SplittableRandom(11);
        double[] values = new double[30_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (i % 3) {
                case 0 -> Double.longBitsToDouble(random.nextLong());
                case 1 -> random.nextInt(-100, 100);
                default -> random.nextLong() * 1.0;
            };
        }
        Table table = new Table(List.of(), Tensor.of(new int[] {10_000, 3}, values));
        assertEquals(table, Csv.decode(Csv.encode(table)));
    }

    @Test
    void tablesThatWouldNotReadBackAreRefused() {
        Tensor one = Tensor.matrix(new double[] {1});
        Tensor none = Tensor.of(new int[] {0, 2}, new double[0]);
        String nothing = "a table without columns, or with neither names nor rows, has no text";
        assertEquals(nothing, refusal(() -> Csv.encode(new Table(List.of(), none))));
        assertEquals(nothing, refusal(() -> Csv.encode(new Table(List.of(), Tensor.matrix()))));
        assertEquals("a column name is blank", refusal(() -> Csv.encode(new Table(List.of(" "), one))));
        assertEquals(
                "the column name 'a' is there twice", refusal(() -> Csv.encode(new Table(List.of("a", "a"), none))));
        assertEquals("all column names look like numbers", refusal(() -> Csv.encode(new Table(List.of("1"), one))));
        assertEquals("2 units do not fit 1 names", refusal(() -> Csv.encode(List.of("a"), List.of("", ""), one)));
        assertEquals("2 names do not fit 1 columns", refusal(() -> new Table(List.of("a", "b"), one)));
        assertEquals("a table is of rank 2, not 1", refusal(() -> new Table(List.of(), Tensor.vector(1))));
    }

    @Test
    void fuzz() {
        Faults.fuzz(utf8("# t\na,\"b c\"\n1,-2.5e3\nnan,inf\r\n"), 20_253, 50_000, Csv::decode);
        Faults.fuzz(utf8("\u00B5 x\n1 -2\n\"3\" 4\n"), 20_254, 50_000, Csv::decode);
    }

    @Test
    void aTruncatedTableDecodesOrIsRefused() {
        byte[] whole = utf8("\uFEFF\u00B5,\"b \"\"c\"\n1,-2.5e3\nnan,inf\r\n");
        for (int length = 0; length <= whole.length; length++) {
            byte[] prefix = Arrays.copyOf(whole, length);
            Faults.fuzz(prefix, length, 1, Csv::decode);
            try {
                Csv.decode(prefix);
            } catch (DataFormatException e) {
                assertEquals(true, e.line().isPresent() && e.column().isPresent());
            }
        }
    }
}

package bouton.image.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.image.ir.Block;
import bouton.image.ir.CompareOp;
import bouton.image.ir.Instruction;
import bouton.image.ir.Instruction.Compare;
import bouton.image.ir.Instruction.Const;
import bouton.image.ir.Instruction.If;
import bouton.image.ir.Kernel;
import bouton.image.ir.Type;
import bouton.image.net.Connectivity;
import bouton.image.net.Foreign;
import bouton.image.net.Handler;
import bouton.image.net.Image;
import bouton.image.net.Origin;
import bouton.image.net.Population;
import bouton.image.net.Projection;
import bouton.image.net.Stage;
import bouton.image.net.Stimulus;
import bouton.image.net.Table;
import bouton.image.net.Trigger;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ImageFileTest {
    private final Image image = Example.image();
    private final byte[] file = Bytes.of(image);

    @Test
    void readsWhatWasWritten() throws ImageFormatException {
        assertEquals(image, ImageFile.read(file));
    }

    @Test
    void keepsTheSignOfZeroAndMakesEveryNanTheSame() throws ImageFormatException {
        double odd = Double.longBitsToDouble(0x7FF8_0000_0000_0001L);

        double[] values = ImageFile.read(Bytes.of(withTable(new double[] {-0.0, odd})))
                .tables()
                .getFirst()
                .values();

        assertEquals(Double.doubleToRawLongBits(-0.0), Double.doubleToRawLongBits(values[0]));
        assertEquals(Double.doubleToRawLongBits(Double.NaN), Double.doubleToRawLongBits(values[1]));
        assertEquals(
                ImageFile.hash(withTable(new double[] {-0.0, Double.NaN})),
                ImageFile.hash(withTable(new double[] {-0.0, odd})));
    }

    @Test
    void readsStreamsThatComeInSmallPieces() throws IOException, ImageFormatException {
        Image big = withTable(new double[50_000]);
        byte[] bytes = Bytes.of(big);
        FilterInputStream slow = new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public int read(byte[] into, int start, int length) throws IOException {
                return super.read(into, start, Math.min(length, 7));
            }
        };

        assertEquals(big, ImageFile.read(slow));
    }

    @Test
    void readsLongStringsAndLists() throws ImageFormatException {
        Image named = withTable(new double[] {1});
        String name = "ä𝄞x".repeat(20_000);
        int[] pre = new int[30_000];
        Arrays.fill(pre, 3);
        Projection p = image.projections().getFirst();
        Projection many = new Projection(
                name,
                p.label(),
                p.model(),
                p.source(),
                p.target(),
                new Connectivity.Pairs(pre, pre),
                p.site(),
                p.delay(),
                p.deliverLag(),
                p.fields(),
                p.init(),
                p.derive(),
                p.handlers());
        Image big = Example.withProbes(Example.withProjections(named, List.of(many)), List.of());

        assertEquals(big, ImageFile.read(Bytes.of(big)));
    }

    /** These bytes have to stay as they are on every machine. If the contract has changed, the hash changes with it. */
    @Test
    void theHashOfTheExampleIsFixed() {
        assertEquals("de53846d2683ec7e45a131ff81298a50f3df0aa4cc869f2b8c5201161b1b8cea", ImageFile.hash(image));
    }

    @Test
    void theHashIsTheEndOfTheFile() {
        byte[] end = Arrays.copyOfRange(file, file.length - Bytes.HASH, file.length);

        assertEquals(HexFormat.of().formatHex(end), ImageFile.hash(image));
    }

    @Test
    void refusesWhatIsNoImage() {
        refused("the file is empty");
        refused("not an image of Bouton", "PK\3\4 and so on, long enough for a header".getBytes(UTF_8));
        refused("not an image of Bouton", "hi".getBytes(UTF_8));
    }

    @Test
    void refusesOtherVersions() {
        byte[] later = file.clone();
        ByteBuffer.wrap(later).putInt(Bytes.VERSION_AT, 7);
        refused("written by a later version of Bouton (format 7; this one reads up to 1)", later);

        byte[] never = file.clone();
        ByteBuffer.wrap(never).putInt(Bytes.VERSION_AT, 0);
        refused("there is no format 0 of images: the file is damaged", never);
    }

    @Test
    void refusesTruncatedFiles() {
        int whole = file.length;
        refused("the file is cut off after 9 bytes", Arrays.copyOf(file, 9));
        refused("the file is cut off after 100 of " + whole + " bytes", Arrays.copyOf(file, 100));
        refused("the file is cut off after " + (whole - 1) + " of " + whole + " bytes", Arrays.copyOf(file, whole - 1));
    }

    @Test
    void refusesDamagedFiles() {
        byte[] flipped = file.clone();
        flipped[Bytes.IMAGE_AT + 20] ^= 1;
        refused("the checksum does not match: the file is damaged", flipped);
        refused("something follows the end of the image: the file is damaged", Arrays.copyOf(file, file.length + 1));

        byte[] endless = file.clone();
        ByteBuffer.wrap(endless).putLong(Bytes.LENGTH_AT, 1L << 60);
        refused("the file is cut off after " + file.length + " of " + ((1L << 60) + 52) + " bytes", endless);
        ByteBuffer.wrap(endless).putLong(Bytes.LENGTH_AT, -1);
        refused("the length in the file is not possible: the file is damaged", endless);
    }

    @Test
    void refusesUnknownRecordsAndConstants() {
        // A group is one byte for its kind, then the length of its name.
        int group = Bytes.find(file, "noise") - Integer.BYTES - 1;
        refused("there is no 'group' number 9: the file is damaged", Bytes.replaced(file, group, 1, (byte) 9));
        // The order of the stages ends in front of the list of groups.
        int stage = group - Integer.BYTES - 1;
        refused("there is no 'stage' number 200: the file is damaged", Bytes.replaced(file, stage, 1, (byte) 200));
    }

    @Test
    void saysWhichTypeDiffers() {
        refused(
                "written by another version of Bouton: its 'lag' consists of (Ticks int32, field int32),"
                        + " here of (ticks int32, field int32)",
                edited("lag: ticks", "lag: Ticks"));
        refused(
                "written by another version of Bouton: its 'log' is unknown here",
                edited("\nlag: ticks", "\nlog: ticks"));
        refused(
                "written by another version of Bouton: it does not know 'lag'",
                edited("lag: ticks int32, field int32\n", ""));
    }

    @Test
    void refusesImpossibleCountsAndTexts() {
        int name = Bytes.find(file, "example");
        refused(
                "a list has 2130706439 entries, more than the file: the file is damaged",
                Bytes.replaced(file, name - 4, 1, (byte) 0x7F));
        refused("a name is not UTF-8: the file is damaged", Bytes.replaced(file, name, 1, (byte) 0xFF));
        refused(
                "the payload is longer than the image: the file is damaged",
                Bytes.replaced(file, file.length - Bytes.HASH, 0, (byte) 0));
    }

    @Test
    void refusesWhatARecordRefuses() {
        // dt follows the target's name.
        int dt = Bytes.find(file, "ideal") + "ideal".length();
        refused("'image' is not possible: dt -0.1", Bytes.replaced(file, dt, 1, (byte) 0xBF));
    }

    @Test
    void refusesWhatTheCheckRefuses() {
        // The first place: its line follows the name of its file.
        int line = Bytes.find(file, "lif.bouton") + "lif.bouton".length();
        refused(
                "the image does not hold together: origins: lif.bouton:0:5 is not a place in a text",
                Bytes.replaced(file, line + 3, 1, (byte) 0));
    }

    @Test
    void doesNotWriteWhatItWouldNotRead() {
        Image deep = deep(ImageFile.MAX_NESTING + 1);

        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> ImageFile.write(deep, OutputStream.nullOutputStream()));

        assertEquals(
                "the image does not hold together: population E, INTEGRATE handler deep:"
                        + " blocks are nested deeper than 200 (and 1 more)",
                e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> ImageFile.hash(deep));
    }

    @Test
    void readsDeepBlocksOnASmallStack() throws InterruptedException {
        Image deep = deep(ImageFile.MAX_NESTING);
        byte[] bytes = Bytes.of(deep);
        List<Image> read = new ArrayList<>();
        Thread small = new Thread(
                null,
                () -> {
                    try {
                        read.add(ImageFile.read(bytes));
                    } catch (ImageFormatException e) {
                        throw new IllegalStateException(e);
                    }
                },
                "small",
                1 << 20);
        small.start();
        small.join();

        assertEquals(1, read.size());
        assertEquals(ImageFile.hash(deep), ImageFile.hash(read.getFirst()));
    }

    @Test
    void everyTypeOfTheSchemaIsReachableAndStandsInTheText() {
        assertTrue(Schema.text()
                .startsWith("image: name string, target string, dt float64, seed int64, stampEnd truth,"
                        + " order stage*, groups group*,"));
        assertEquals(Schema.types().size(), Schema.text().lines().count());
        String used = Schema.text().replaceAll("(?m)^[^:]*: ", " ");
        for (String line : Schema.text().lines().skip(1).toList()) {
            String tag = line.substring(0, line.indexOf(':'));
            assertTrue(used.matches("(?s).*[ \n]" + Pattern.quote(tag) + "[*?,\n].*"), tag);
        }
    }

    private void refused(String message, byte... bytes) {
        ImageFormatException e = assertThrows(ImageFormatException.class, () -> ImageFile.read(bytes));
        assertEquals(message, e.getMessage());
    }

    /** The file with another schema. */
    private byte[] edited(String old, String by) {
        byte[] schema = Schema.text().replace(old, by).getBytes(UTF_8);
        byte[] counted = ByteBuffer.allocate(Integer.BYTES + schema.length)
                .putInt(schema.length)
                .put(schema)
                .array();
        return Bytes.replaced(file, Bytes.PAYLOAD_AT, Bytes.IMAGE_AT - Bytes.PAYLOAD_AT, counted);
    }

    private Image withTable(double[] values) {
        return new Image(
                image.name(),
                image.target(),
                image.dt(),
                image.seed(),
                image.stampEnd(),
                image.order(),
                image.groups(),
                image.projections(),
                image.probes(),
                List.of(new Table("t", 1, values.length, values)),
                image.counters(),
                List.of(new Origin("a", 1, 1, 0), new Origin("b", 1, 1, 0), new Origin("c", 1, 1, 0)));
    }

    @Test
    void checksForeignNeurons() throws ImageFormatException {
        int stimulus = image.groups()
                .indexOf(image.groups().stream()
                        .filter(g -> g instanceof Stimulus)
                        .findFirst()
                        .orElseThrow());
        Foreign good = new Foreign("W", "demo.Track", 5, List.of(), List.of(stimulus), 10, -1);
        Image one = withForeign(good);

        assertEquals(one, ImageFile.read(Bytes.of(one)));
        Foreign noSum = new Foreign("W", "demo.Track", 5, List.of(new Foreign.Input(stimulus, 0)), List.of(), 10, -1);
        notWritten("foreign neuron W: input " + stimulus + " has no sum in field 0", withForeign(noSum));
        Foreign noEvent = new Foreign("W", "demo.Track", 5, List.of(), List.of(), 0, 3);
        notWritten("foreign neuron W: global event number 3 does not exist", withForeign(noEvent));
    }

    private static void notWritten(String message, Image wrong) {
        String said = String.valueOf(assertThrows(IllegalArgumentException.class, () -> Bytes.of(wrong))
                .getMessage());

        assertTrue(said.endsWith(message), said);
    }

    private Image withForeign(Foreign foreign) {
        return new Image(
                image.name(),
                image.target(),
                image.dt(),
                image.seed(),
                image.stampEnd(),
                image.order(),
                image.groups(),
                image.projections(),
                image.probes(),
                image.globalEvents(),
                image.globals(),
                List.of(foreign),
                image.tables(),
                image.counters(),
                image.origins());
    }

    /** With a kernel of so many blocks, one inside of the other. */
    private static Image deep(int levels) {
        Block block = Block.EMPTY;
        for (int i = 2; i < levels; i++) {
            block = new Block(List.of(new If(1, block, Block.EMPTY, -1)));
        }
        List<Instruction> body = List.of(
                new Const(0, 0, -1),
                new Compare(1, CompareOp.EQ, Type.F64, 0, 0, -1),
                new If(1, block, Block.EMPTY, -1));
        Kernel kernel = new Kernel("deep", 2, new Block(body));
        Population cells = new Population(
                "E",
                "deep",
                1,
                0,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Kernel.NOTHING,
                Kernel.NOTHING,
                List.of(new Handler(new Trigger.EveryTick(), Stage.INTEGRATE, 0, kernel)));
        return new Image(
                "deep",
                "ideal",
                1,
                0,
                false,
                Stage.DEFAULT_ORDER,
                List.of(cells),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }
}

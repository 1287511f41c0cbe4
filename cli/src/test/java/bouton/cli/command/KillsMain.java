package bouton.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Kills and resumes runs of programs at random moments, so many times in all, and says whether what they leave behind is what an
 * uninterrupted run leaves: {@code KillsMain KILLS SEED PROGRAM…}
 */
public final class KillsMain {
    private KillsMain() {}

    public static void main(String[] arguments) throws Exception {
        int wanted = Integer.parseInt(arguments[0]);
        Random random = new Random(Long.parseLong(arguments[1]));
        Path base = Files.createTempDirectory("kills");
        int kills = 0;
        int resumed = 0;
        int differing = 0;
        for (int round = 0; kills < wanted; round++) {
            Path program = Path.of(arguments[2 + round % (arguments.length - 2)]);
            Path whole = base.resolve("whole-" + program.getFileName());
            long moments = 0;
            KilledRun run = new KilledRun(program, base, random);
            if (!Files.exists(whole)) {
                moments = run.whole(whole);
                Files.writeString(base.resolve(program.getFileName() + ".moments"), Long.toString(moments));
            } else {
                moments = Long.parseLong(Files.readString(base.resolve(program.getFileName() + ".moments")));
            }
            KilledRun.Tally tally = run.inPieces(10, moments);
            kills += tally.kills();
            resumed += tally.resumed();
            String difference = KilledRun.difference(whole, run.folder());
            if (!difference.isEmpty()) {
                differing++;
                System.out.println(program + ": " + difference);
            }
            if (round % 10 == 0) {
                System.out.println(kills + " kills, " + resumed + " resumes, " + differing + " runs differ");
            }
        }
        System.out.println(kills + " kills, " + resumed + " resumes, " + differing + " runs differ");
    }
}

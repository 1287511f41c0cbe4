package bouton.cli.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whatever passes the check runs to its end or tells why it cannot: no other exception leaves the runner. */
class MutatedRunsTest {
    private static final Pattern TOKEN = Pattern.compile("\\w+|\\S|\\s+");
    private static final long LIMIT_NANOS = Long.getLong("bouton.fuzz.seconds", 3) * 1_000_000_000L;
    private static final String BODY = """
            data line = [10, 20, 30, 40]
            data table = [[1, 2, 3, 0], [4, 5, 6, 7]]
            function cv(x) = std(x) / mean(x)
            experiment x : net {
              sweep gain in [1, 2] ; sweep k in 0 .. 1
              present s = [1 ms, 2 ms, 3 ms, 4 ms] ; run 5 ms as w
              present s = regular(2 ms, from = 1 ms, count = 3) ; present level = table ; run (k + 3) * 1 ms
              record c = cv(line) + sum(E : count(spike)) ; let list = [E : first(spike during w)]
              require mean(list where list > 1 ms) < 3 ms and mean(E : v during w) >= -1
              set E.v = line ; set rec.w = 2 ; set E[1 .. 2].v = [3, 4] ; set step = 2 ; set learning = off
              for p in shuffled(table) { present level = p / 4 ; run 1 ms ; record best = argmax(p) == 3 }
              state n = 0 ; for i in 0 .. 3 { n += line[i] ; if n > 30 { record deep = table[-1, i] } }
              require quantile(line, 0.25) < 20 and sum(rec where pre.index == 1 : w * pre.v) > 0 and choice(1, 2) > 0
              require fraction(best) == onehot(k, 4)[0] and E.v[k + 2] > rec.w[k] and corr(E : v, line) < 2
              rest 2 ms ; present p = line * 1 Hz ; run 2 ms
              require rate(p) >= 0 Hz and intervals(E.spike during w) == 1 ms and norm(line[1 ..]) > 3
            }
            """;

    @Test
    void theWholeRuns() throws IOException {
        Lab lab = Lab.program(Lab.NETWORK + BODY);
        assertEquals("", lab.told());
        assertEquals(4, lab.points.size());
    }

    @Test
    void noMutationThrows() throws IOException {
        Random random = new Random(Long.getLong("bouton.fuzz.seed", 11));
        long start = System.nanoTime();
        int ran = 0;
        while (System.nanoTime() - start < LIMIT_NANOS) {
            String body = mutated(random);
            try {
                Lab.program(Lab.NETWORK + body, done -> done < 500);
                ran++;
            } catch (Lab.Refused e) {
                // It did not pass the check.
                continue;
            } catch (RuntimeException e) {
                throw new AssertionError(body, e);
            }
        }
        assertTrue(ran > 10, "only " + ran);
    }

    private static String mutated(Random random) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(BODY);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        int changes = 1 + random.nextInt(2);
        for (int c = 0; c < changes; c++) {
            int where = random.nextInt(tokens.size());
            String other = tokens.get(random.nextInt(tokens.size()));
            switch (random.nextInt(3)) {
                case 0 -> tokens.remove(where);
                case 1 -> tokens.set(where, other);
                default -> {
                    if (Character.isDigit(tokens.get(where).charAt(0))) {
                        tokens.set(where, Integer.toString(random.nextInt(12)));
                    } else {
                        tokens.set(where, other);
                    }
                }
            }
        }
        return String.join("", tokens);
    }
}

package bouton.image.run;

import bouton.image.chip.Hardware;
import bouton.image.chip.Operation;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What the ticks of a session since it was opened would have cost on its chip. All sums are exact: counts are integers, energies
 * are counts times the decimal numbers of the chip's text.
 *
 * @param hardware the chip
 * @param ticks number of ticks
 * @param time that they take, in units of {@link Hardware#timeUnit()}
 * @param longest the time of the tick that took longest
 * @param longestTick its number, the first of several; -1 if none has run
 * @param charges in no particular order that means anything
 * @param traffic by projection
 */
public record CostReport(
        Hardware hardware,
        long ticks,
        long time,
        long longest,
        long longestTick,
        List<Charge> charges,
        List<Traffic> traffic) {
    public CostReport {
        charges = List.copyOf(charges);
        traffic = List.copyOf(traffic);
    }

    /** Time that the ticks take on the chip, in s. */
    public BigDecimal seconds() {
        return seconds(time);
    }

    /** A time in s. */
    public BigDecimal seconds(long units) {
        return BigDecimal.valueOf(hardware.timeUnit()).multiply(BigDecimal.valueOf(units));
    }

    /** Energy of all that was done, in J. */
    public BigDecimal dynamicEnergy() {
        return energy(charge -> true);
    }

    /** Power that is drawn all the time, in W: of the chip, its tiles and all cores, used or not. */
    public BigDecimal staticPower() {
        BigDecimal watts = BigDecimal.valueOf(hardware.idle());
        for (var tile : hardware.tiles()) {
            watts = watts.add(BigDecimal.valueOf(tile.idle()));
        }
        long[] cores = new long[hardware.kinds().size()];
        for (int k = 0; k < cores.length; k++) {
            cores[k] = hardware.idleCores().get(k);
        }
        hardware.cores().forEach(core -> cores[core.kind()]++);
        for (int k = 0; k < cores.length; k++) {
            watts = watts.add(
                    BigDecimal.valueOf(hardware.kinds().get(k).idle()).multiply(BigDecimal.valueOf(cores[k])));
        }
        return watts;
    }

    /** Energy of the power that is drawn all the time, in J. */
    public BigDecimal staticEnergy() {
        return staticPower().multiply(seconds());
    }

    /** Everything, in J. */
    public BigDecimal energy() {
        return dynamicEnergy().add(staticEnergy());
    }

    /** Energy of some of what was done, in J. */
    public BigDecimal energy(Predicate<Charge> chosen) {
        return charges.stream().filter(chosen).map(Charge::energy).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** How many operations of a kind there were, among those chosen. */
    public long count(Operation operation, Predicate<Charge> chosen) {
        return charges.stream()
                .filter(c -> c.operation() == operation && chosen.test(c))
                .mapToLong(Charge::count)
                .sum();
    }

    /** Time of the work in a phase, among the charges chosen, in units of the chip's. */
    public long time(Operation.Phase phase, Predicate<Charge> chosen) {
        return charges.stream()
                .filter(c -> c.operation().phase() == phase && chosen.test(c))
                .mapToLong(Charge::time)
                .sum();
    }

    /** The charges by something that they have, in its order. */
    public <K extends Comparable<K>> Map<K, List<Charge>> by(Function<Charge, K> key) {
        Map<K, List<Charge>> result = new TreeMap<>();
        for (Charge charge : charges) {
            result.computeIfAbsent(key.apply(charge), k -> new java.util.ArrayList<>())
                    .add(charge);
        }
        return result;
    }

    /** The same counts and sums, however the charges are ordered. */
    public static BigDecimal energy(List<Charge> charges) {
        return charges.stream().map(Charge::energy).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}

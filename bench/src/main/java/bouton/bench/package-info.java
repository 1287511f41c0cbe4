/**
 * Benchmarks: compiled by every build, run by hand. {@link bouton.bench.TickSpeed} is the one to begin with: a whole run in
 * the interpreter. {@link bouton.bench.SynapseMemory} measures bytes per synapse, {@link bouton.bench.TickBenchmark} (JMH) a
 * single tick. Each prints its figure with its spread.
 *
 * <pre>
 *   mvn -q -pl bench -am -DskipTests package dependency:build-classpath -Dmdep.outputFile=target/classpath
 *   java -cp bench/target/classes:$(cat bench/target/classpath) bouton.bench.TickSpeed
 *   java -cp bench/target/classes:$(cat bench/target/classpath) org.openjdk.jmh.Main TickBenchmark
 * </pre>
 */
@NullMarked
package bouton.bench;

import org.jspecify.annotations.NullMarked;

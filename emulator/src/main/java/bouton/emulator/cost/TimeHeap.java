package bouton.emulator.cost;

import java.util.Arrays;

/** Numbers by time, the earliest first; of one time the smallest number first. */
final class TimeHeap {
    private long[] times = new long[16];
    private int[] numbers = new int[16];
    private int count;

    boolean isEmpty() {
        return count == 0;
    }

    void clear() {
        count = 0;
    }

    /** The earliest time. */
    long time() {
        return times[0];
    }

    void add(long time, int number) {
        if (count == times.length) {
            times = Arrays.copyOf(times, 2 * count);
            numbers = Arrays.copyOf(numbers, 2 * count);
        }
        int k = count++;
        while (k > 0 && isBefore(time, number, (k - 1) >>> 1)) {
            move((k - 1) >>> 1, k);
            k = (k - 1) >>> 1;
        }
        times[k] = time;
        numbers[k] = number;
    }

    /** Takes out the earliest. */
    int poll() {
        int result = numbers[0];
        long time = times[--count];
        int number = numbers[count];
        int k = 0;
        while (2 * k + 1 < count) {
            int child = 2 * k + 1;
            if (child + 1 < count && isBefore(times[child + 1], numbers[child + 1], child)) {
                child++;
            }
            if (!isBefore(times[child], numbers[child], time, number)) {
                break;
            }
            move(child, k);
            k = child;
        }
        times[k] = time;
        numbers[k] = number;
        return result;
    }

    private void move(int from, int to) {
        times[to] = times[from];
        numbers[to] = numbers[from];
    }

    private boolean isBefore(long time, int number, int place) {
        return isBefore(time, number, times[place], numbers[place]);
    }

    private static boolean isBefore(long time, int number, long otherTime, int otherNumber) {
        return time < otherTime || time == otherTime && number < otherNumber;
    }
}

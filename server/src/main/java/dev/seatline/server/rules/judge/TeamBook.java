package dev.seatline.server.rules.judge;

import dev.seatline.server.rules.Book;
import dev.seatline.server.rules.Verdict;
import dev.seatline.server.rules.Wish;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a team's rules have said so far, and how to take the last of it back. Used by one thread.
final class TeamBook implements Book {
    /// A matter with what stood before it was written on.
    private record Written(String matter, @Nullable Verdict before) {}

    private static final int WISHES_REMEMBERED = 1_000;

    private final Map<String, Verdict> standing = new HashMap<>();
    private final List<Written> written = new ArrayList<>();
    /// Matters written on since the last look, with what stood then.
    private final Map<String, @Nullable Verdict> touched = new LinkedHashMap<>();
    private final List<Wish> wishes = new ArrayList<>();
    private final Map<Wish, Boolean> told = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Wish, Boolean> eldest) {
            return size() > WISHES_REMEMBERED;
        }
    };
    private long forgotten;

    @Override
    public void say(Verdict verdict) {
        Verdict before = standing.get(verdict.matter());
        if (verdict.equals(before)) {
            return;
        }
        written.add(new Written(verdict.matter(), before));
        touch(verdict.matter(), before);
        standing.put(verdict.matter(), verdict);
    }

    @Override
    public void unsay(String matter) {
        Verdict before = standing.remove(matter);
        if (before != null) {
            written.add(new Written(matter, before));
            touch(matter, before);
        }
    }

    private void touch(String matter, @Nullable Verdict before) {
        if (!touched.containsKey(matter)) {
            touched.put(matter, before);
        }
    }

    @Override
    public void want(Wish wish) {
        wishes.add(wish);
    }

    @Override
    public @Nullable Verdict standing(String matter) {
        return standing.get(matter);
    }

    Collection<Verdict> all() {
        return Collections.unmodifiableCollection(standing.values());
    }

    /// A page to which [#back] turns.
    long page() {
        return forgotten + written.size();
    }

    /// Takes back what was written since that page.
    void back(long page) {
        while (page() > page && !written.isEmpty()) {
            Written last = written.removeLast();
            touch(last.matter(), standing.get(last.matter()));
            Verdict before = last.before();
            if (before == null) {
                standing.remove(last.matter());
            } else {
                standing.put(last.matter(), before);
            }
        }
    }

    /// Nobody will turn back to before this page.
    void forget(long page) {
        int count = (int) Math.max(0, Math.min(page - forgotten, written.size()));
        written.subList(0, count).clear();
        forgotten += count;
    }

    /// Matters written on since the last call, with what stood then.
    Map<String, @Nullable Verdict> touched() {
        Map<String, @Nullable Verdict> taken = new LinkedHashMap<>(touched);
        touched.clear();
        return taken;
    }

    /// Wishes since the last call. One that was handed out is not again, however often its time is judged.
    List<Wish> wishes() {
        List<Wish> taken = wishes.stream()
                .distinct()
                .filter(wish -> !told.containsKey(wish))
                .toList();
        wishes.clear();
        taken.forEach(wish -> told.put(wish, true));
        return taken;
    }

    /// Forgets what is wanted since before a moment: it is too late for it.
    void unwant(Instant before) {
        wishes.removeIf(wish -> wish.at().isBefore(before));
    }
}

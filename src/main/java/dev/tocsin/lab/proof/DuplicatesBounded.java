package dev.tocsin.lab.proof;

import dev.tocsin.incident.Page;
import dev.tocsin.lab.proof.Diary.Receipt;
import dev.tocsin.lab.proof.View.Open;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/** 5: at most one duplicate a crash or unknown outcome and receiver, under the same key. */
final class DuplicatesBounded implements Invariant {
    @Override
    public int number() {
        return 5;
    }

    /** How often far ends got the same page again, by its dedup key. */
    static Map<String, Integer> again(Diary diary) {
        return again(diary, same -> 1);
    }

    /** As the other; a page of agents that cannot see each other may come from each of them. */
    private static Map<String, Integer> again(Truth truth) {
        return again(truth.diary(), same -> {
            boolean isApart = truth.world().isShared() && same.stream().anyMatch(one -> !truth.isWhole(one.at()));
            return isApart ? truth.world().perils().agents() : 1;
        });
    }

    /** {@code meant}: how often it was meant to come. */
    private static Map<String, Integer> again(Diary diary, ToIntFunction<List<Receipt>> meant) {
        Map<String, List<Receipt>> pages = new TreeMap<>();
        diary.receipts.forEach(one -> pages.computeIfAbsent(
                        one.page().id() + one.page().endpoint().id(), id -> new ArrayList<>())
                .add(one));
        Map<String, Integer> again = new TreeMap<>();
        pages.values().forEach(same -> {
            int times = same.size() - meant.applyAsInt(same);
            if (times > 0) {
                again.merge(same.getFirst().page().dedupKey(), times, Integer::sum);
            }
        });
        return again;
    }

    @Override
    public List<Breach> judge(Truth truth) {
        List<Breach> breaches = new ArrayList<>();
        Diary diary = truth.diary();
        int interruptions = diary.dead() + partings(truth);
        again(truth).forEach((key, times) -> {
            int allowed = interruptions + diary.unknown.getOrDefault(key, 0);
            if (times > allowed) {
                breaches.add(truth.breach(
                        this,
                        truth.world().times().end(),
                        times + " pages arrived again under " + key + ", for " + allowed + " reasons"));
            }
        });
        rings(truth, breaches);
        return breaches;
    }

    /** How often agents lost sight of the ledger or of each other. */
    private static int partings(Truth truth) {
        int apart = (int) truth.world().events().stream()
                .filter(event -> event.deed() instanceof Deed.Cut || event.deed() instanceof Deed.Pause)
                .count();
        World.Perils perils = truth.world().perils();
        return apart * perils.agents() + (perils.gone().size() + perils.mute().size()) * perils.agents();
    }

    /** Nobody is notified again of what is open at them already, unless who notified them could not know. */
    private void rings(Truth truth, List<Breach> breaches) {
        View view = new View(truth.diary().receipts);
        int allowed = partings(truth) + truth.diary().loaded.size() - 1;
        Map<String, Integer> rings = new TreeMap<>();
        for (Receipt receipt : truth.diary().receipts) {
            view.advance(receipt.at().minusMillis(1));
            boolean isCalm = truth.isTaking(receipt.page().endpoint().id(), receipt.at());
            if (receipt.rang() && isCalm && isOfOneWay(truth, receipt) && isOpen(truth.diary(), view, receipt.page())) {
                int times = rings.merge(group(receipt.page()), 1, Integer::sum);
                if (times == allowed + 1) {
                    breaches.add(truth.breach(
                            this,
                            receipt.at(),
                            receipt.page().endpoint().id() + " is notified again of what is open there: "
                                    + receipt.page().dedupKey()));
                }
            }
        }
    }

    /**
     * What is counted together: who opens a group anew under a key of its own, since it cannot see the one that is open, does so with each
     * group that it knows of. Groups of two routes may have all labels in common, and are two all the same: an incident's id begins with
     * which one it is of.
     */
    private static String group(Page page) {
        String id = page.incidentId();
        return page.endpoint().id() + ' ' + id.substring(0, id.indexOf('-'));
    }

    /** Not one of two routes that lead to one receiver: each has an incident of its own. */
    private static boolean isOfOneWay(Truth truth, Receipt receipt) {
        return receipt.page().firing().stream()
                .allMatch(member -> truth.ways(member.labels(), receipt.at()).stream()
                                .filter(way -> way.receiver()
                                        .equals(receipt.page().incident().receiver()))
                                .count()
                        <= 1);
    }

    /** An end that the far end refused for good leaves open there what the agent knows to be over. */
    private static boolean isOpen(Diary diary, View view, Page page) {
        return view.open().stream()
                .filter(open -> diary.refused.stream()
                        .noneMatch(refused -> refused.kind() == Page.Kind.RESOLVE
                                && refused.dedupKey().equals(open.key())))
                .filter(open -> open.endpoint().id().equals(page.endpoint().id()))
                .filter(open -> !open.key().equals(page.dedupKey()))
                .filter(open -> open.endpoint().takes().contains(Page.Kind.RESOLVE))
                .filter(open -> isSameGroup(open, page))
                .anyMatch(open ->
                        page.firing().stream().allMatch(member -> open.firing().contains(member.labels())));
    }

    private static boolean isSameGroup(Open open, Page page) {
        return open.page().incident().group().equals(page.incident().group())
                && open.page().incident().receiver().equals(page.incident().receiver());
    }
}

/* The reference model in C: see reference.py for its words. Built at bench time with
   cc -O3 -march=native -ffp-contract=off -shared -fPIC; no fastmath, so that it must give the same
   bits as ours. */

#include <stdint.h>

#define LINKS 20
#define DAYS 365
#define LOST_LINKS 5

static const double UNIT = 1.0 / 4294967296.0;
static const double ROOT_SIX = 2.449489742783178;

static inline void philox(uint32_t k0, uint32_t k1, uint32_t c[4])
{
    for (int round = 0; round < 10; round++) {
        uint64_t p0 = (uint64_t)0xD2511F53u * c[0];
        uint64_t p1 = (uint64_t)0xCD9E8D57u * c[2];
        uint32_t c1 = c[1], c3 = c[3];
        c[0] = (uint32_t)(p1 >> 32) ^ c1 ^ k0;
        c[1] = (uint32_t)p1;
        c[2] = (uint32_t)(p0 >> 32) ^ c3 ^ k1;
        c[3] = (uint32_t)p0;
        k0 += 0x9E3779B9u;
        k1 += 0xBB67AE85u;
    }
}

static inline double uniform(uint32_t word) { return ((double)word + 0.5) * UNIT; }

static inline double between(double low, double high, uint32_t word)
{
    return low + (high - low) * uniform(word);
}

static inline double at_least_zero(double x) { return x > 0.0 ? x : 0.0; }

static int play(uint32_t seed, uint32_t run, int *held)
{
    uint32_t w[12];
    for (int n = 0; n < 3; n++) {
        w[4 * n] = 0; w[4 * n + 1] = n; w[4 * n + 2] = 0; w[4 * n + 3] = 0;
        philox(seed, run, w + 4 * n);
    }
    double ratio = between(1.2, 2.2, w[0]), a = between(.001, .006, w[1]);
    double b = between(.002, .012, w[2]), sigma = between(.1, .5, w[3]);
    int relief_day = 20 + (int)(181.0 * uniform(w[4]));
    double relief = between(.1, .8, w[5]), speed = between(.1, 1.0, w[6]);
    double depth = between(50.0, 200.0, w[7]), threshold = between(.2, .5, w[8]);
    double replaced = between(0.0, .002, w[9]);

    double D[LINKS], A[LINKS], x[LINKS], D0[LINKS], A0[LINKS], z1[LINKS], z2[LINKS];
    double whole = 0.0;
    for (int l = 0; l < LINKS; l++) {
        D0[l] = 1000.0 * (.5 + l / (LINKS - 1.0));
        A0[l] = ratio * D0[l];
        D[l] = D0[l]; A[l] = A0[l]; x[l] = 0.0;
        whole += D0[l];
    }
    for (int day = 1; day <= DAYS; day++) {
        for (int l = 0; l < LINKS; l++) {
            uint32_t c[4] = {(uint32_t)day, (uint32_t)l, 0, 0};
            philox(seed, run, c);
            z1[l] = (uniform(c[0]) + uniform(c[1]) - 1.0) * ROOT_SIX;
            z2[l] = (uniform(c[2]) + uniform(c[3]) - 1.0) * ROOT_SIX;
        }
        double fresh = day == relief_day ? relief : 0.0;
        for (int l = 0; l < LINKS; l++) {
            double r = A[l] / (D[l] + 1.0) - 1.0;
            r = r < -1.0 ? -1.0 : r;
            r = r > 2.0 ? 2.0 : r;
            x[l] = at_least_zero(x[l] + speed * r);
            double before = D[l];
            D[l] = at_least_zero(before - a * A[l] * at_least_zero(1.0 + sigma * z1[l]));
            A[l] = at_least_zero(A[l] - b * before * at_least_zero(1.0 + sigma * z2[l]));
            A[l] += replaced * A0[l];
            D[l] += fresh * D0[l];
        }
        double left = 0.0;
        int lost = 0;
        for (int l = 0; l < LINKS; l++) {
            left += D[l];
            lost += x[l] > depth;
        }
        if (lost >= LOST_LINKS || left < threshold * whole) {
            *held = 0;
            return day;
        }
    }
    *held = 1;
    return DAYS;
}

/* held[run], days[run] for runs first, first + 1, ... */
void play_runs(int64_t seed, int64_t first, int64_t runs, int64_t *held, int64_t *days)
{
    for (int64_t n = 0; n < runs; n++) {
        int stands;
        days[n] = play((uint32_t)seed, (uint32_t)(first + n), &stands);
        held[n] = stands;
    }
}

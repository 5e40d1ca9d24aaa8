// Annotates the synchronization inside the Swift runtime for ThreadSanitizer. Preloaded into the instrumented test binary.
//
// The libraries of the Swift runtime are not instrumented. Where they synchronize two threads with an atomic of their own,
// ThreadSanitizer misses the happens-before edge and reports a race. The wrappers in this file add the missing release and
// acquire annotations around these functions:
//
// - `Mutex`: a contended lock is acquired inside libswiftSynchronization. The uncontended path is inlined into the program
//   and instrumented there.
// - A continuation that is resumed before its task awaits it: the task continues without being enqueued, and enqueueing is
//   what carries the annotation otherwise. `swift_continuation_await` decides whether to suspend, and a resumption may still
//   arrive until then, so the acquire must come after that decision: the task continues through `goOn` below.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>
#include <stdlib.h>

#define SWIFT __attribute__((swiftcall))
#define ASYNC __attribute__((swiftasynccall))
#define SELF __attribute__((swift_context))
#define CONTEXT __attribute__((swift_async_context))

#define LOCK_SLOW "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK_SLOW "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"
#define TRY_LOCK_SLOW "$s15Synchronization12_MutexHandleV12_tryLockSlowSbyF"

// Weak, because the processes that start the test binary are not instrumented.
__attribute__((weak)) void __tsan_acquire(void *address);
__attribute__((weak)) void __tsan_release(void *address);
__attribute__((weak)) SWIFT void *swift_task_getCurrent(void);

typedef SWIFT void LockSlow(uint32_t thread, SELF void *mutex);
typedef SWIFT void UnlockSlow(SELF void *mutex);
typedef SWIFT _Bool TryLockSlow(SELF void *mutex);
typedef SWIFT void Resume(void *task);
typedef SWIFT void ResumeWithError(void *task, void *error);
typedef struct Continuation Continuation;
typedef ASYNC void Await(Continuation *continuation);
typedef ASYNC void GoOn(CONTEXT Continuation *continuation);

// The first fields of `ContinuationAsyncContext`, which the compiler allocates in async frames.
struct Continuation {
    void *parent;
    // The function to resume at if the task does not suspend. Otherwise `swift_continuation_init` has stored it elsewhere.
    GoOn *goOn;
    size_t flags;
};

enum { IS_EXECUTOR_SWITCH_FORCED = 2 };

LockSlow lockSlow __asm__(LOCK_SLOW);
UnlockSlow unlockSlow __asm__(UNLOCK_SLOW);
TryLockSlow tryLockSlow __asm__(TRY_LOCK_SLOW);
Resume swift_continuation_resume;
Resume swift_continuation_throwingResume;
ResumeWithError swift_continuation_throwingResumeWithError;
Await swift_continuation_await;

static void *next(const char *name) {
    void *function = dlsym(RTLD_NEXT, name);
    if (!function) abort();
    return function;
}

static void acquire(void *address) {
    if (__tsan_acquire) __tsan_acquire(address);
}

static void release(void *address) {
    if (__tsan_release) __tsan_release(address);
}

SWIFT void lockSlow(uint32_t thread, SELF void *mutex) {
    static LockSlow *real;
    if (!real) real = (LockSlow *)next(LOCK_SLOW);
    real(thread, mutex);
    acquire(mutex);
}

SWIFT void unlockSlow(SELF void *mutex) {
    static UnlockSlow *real;
    if (!real) real = (UnlockSlow *)next(UNLOCK_SLOW);
    release(mutex);
    real(mutex);
}

SWIFT _Bool tryLockSlow(SELF void *mutex) {
    static TryLockSlow *real;
    if (!real) real = (TryLockSlow *)next(TRY_LOCK_SLOW);
    _Bool isLocked = real(mutex);
    if (isLocked) acquire(mutex);
    return isLocked;
}

SWIFT void swift_continuation_resume(void *task) {
    static Resume *real;
    if (!real) real = (Resume *)next("swift_continuation_resume");
    release(task);
    real(task);
}

SWIFT void swift_continuation_throwingResume(void *task) {
    static Resume *real;
    if (!real) real = (Resume *)next("swift_continuation_throwingResume");
    release(task);
    real(task);
}

SWIFT void swift_continuation_throwingResumeWithError(void *task, void *error) {
    static ResumeWithError *real;
    if (!real) real = (ResumeWithError *)next("swift_continuation_throwingResumeWithError");
    release(task);
    real(task, error);
}

// The original resume function. No other code runs on this thread between the two functions that use it.
static _Thread_local GoOn *realGoOn;

static ASYNC void goOn(CONTEXT Continuation *continuation) {
    continuation->goOn = realGoOn;
    if (swift_task_getCurrent) acquire(swift_task_getCurrent());
    __attribute__((musttail)) return continuation->goOn(continuation);
}

ASYNC void swift_continuation_await(Continuation *continuation) {
    static Await *real;
    if (!real) real = (Await *)next("swift_continuation_await");
    // The compiler never requests a forced switch, with which the task could continue on another thread.
    if (!(continuation->flags & IS_EXECUTOR_SWITCH_FORCED)) {
        realGoOn = continuation->goOn;
        continuation->goOn = goOn;
    }
    __attribute__((musttail)) return real(continuation);
}

// What ThreadSanitizer does not see of Swift's runtime. Preloaded into a program that is built with the sanitizer.
//
// The runtime's own libraries are not instrumented. Where they order two threads by an atomic of their own, what one wrote
// before looks like a race to the sanitizer when the other reads it after. Such functions are called here first, and the
// sanitizer is told what they do: one releases, the other acquires.
//
// - `Mutex`: a lock that is contended is taken inside of libswiftSynchronization. One that is not is taken by instructions
//   that are inlined into the program, and instrumented there.
// - A continuation that is resumed before its task waits for it: the task goes on without being enqueued, which is what the
//   sanitizer is told of otherwise. Whether it goes on is decided inside of `swift_continuation_await`, and a resumption may
//   come until then. So the task acquires behind the decision: it goes on in a function of this file first.

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

// Weak, as the tools that start the program are not built with the sanitizer.
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

// The beginning of `ContinuationAsyncContext`, which the compiler lays out in a program's frames.
struct Continuation {
    void *parent;
    // Where the task goes on if it need not wait. One that waits goes on where `swift_continuation_init` noted.
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

// Where the task of this thread goes on. Nothing else runs on the thread between the two functions that use it.
static _Thread_local GoOn *realGoOn;

static ASYNC void goOn(CONTEXT Continuation *continuation) {
    continuation->goOn = realGoOn;
    if (swift_task_getCurrent) acquire(swift_task_getCurrent());
    __attribute__((musttail)) return continuation->goOn(continuation);
}

ASYNC void swift_continuation_await(Continuation *continuation) {
    static Await *real;
    if (!real) real = (Await *)next("swift_continuation_await");
    // The compiler asks for no switch. A task that is switched by force may go on on another thread.
    if (!(continuation->flags & IS_EXECUTOR_SWITCH_FORCED)) {
        realGoOn = continuation->goOn;
        continuation->goOn = goOn;
    }
    __attribute__((musttail)) return real(continuation);
}

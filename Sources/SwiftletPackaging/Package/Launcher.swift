/// The `bootstrap` of a package, which starts the function binary with the packaged loader and libraries.
///
/// The kernel finds a program's loader by its absolute path only, and the libraries of Lambda's image come first in
/// `LD_LIBRARY_PATH`. Therefore `bootstrap` is a static executable of 1.7 KB that locates its own directory and executes the
/// loader with the library path as an argument. It works in any directory, needs no shell and no library, and costs one
/// `execve`.
enum Launcher {
    /// Compiles the launcher.
    ///
    /// - Parameters:
    ///   - loader: The loader's path in the package.
    ///   - program: The function binary's path in the package.
    ///   - libraries: The folder of the libraries in the package.
    ///   - machine: The target architecture.
    ///   - compiler: The C compiler.
    /// - Returns: The executable.
    /// - Throws: ``PackagingError`` with the compiler's output.
    static func make(
        loader: String,
        program: String,
        libraries: String,
        for machine: ELFFile.Machine,
        with compiler: CCompiler
    ) throws -> [UInt8] {
        let names = [("LOADER", loader), ("PROGRAM", program), ("LIBRARIES", libraries)]
        return try compiler.compile(
            source,
            for: machine,
            ["-static", "-fno-pic", "-Wall", "-Wextra", "-Werror"] + names.map { "-D\($0)=\"\($1)\"" }
        )
    }

    private static let source = #"""
        #if defined(__x86_64__)
        enum { READLINKAT = 267, EXECVE = 59, EXIT_GROUP = 231, WRITE = 1 };
        __asm__(".globl _start\n_start:\n mov %rsp, %rdi\n and $-16, %rsp\n call launch\n");
        static long call(long number, long a, long b, long c, long d) {
            long result;
            register long r10 __asm__("r10") = d;
            __asm__ volatile("syscall"
                             : "=a"(result)
                             : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10)
                             : "rcx", "r11", "memory");
            return result;
        }
        #elif defined(__aarch64__)
        enum { READLINKAT = 78, EXECVE = 221, EXIT_GROUP = 94, WRITE = 64 };
        __asm__(".globl _start\n_start:\n mov x0, sp\n bl launch\n");
        static long call(long number, long a, long b, long c, long d) {
            register long x8 __asm__("x8") = number;
            register long x0 __asm__("x0") = a;
            register long x1 __asm__("x1") = b;
            register long x2 __asm__("x2") = c;
            register long x3 __asm__("x3") = d;
            __asm__ volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3) : "memory");
            return x0;
        }
        #endif

        enum { CURRENT_FOLDER = -100, AT_EXECFN = 31, PATH_SIZE = 4096, ARGUMENTS = 64 };
        static char own[PATH_SIZE], loader[PATH_SIZE], libraries[PATH_SIZE], program[PATH_SIZE];
        static char *command[ARGUMENTS + 5];

        static long length(const char *text) {
            long count = 0;
            while (text[count]) count++;
            return count;
        }

        __attribute__((noreturn)) static void fail(const char *message) {
            call(WRITE, 2, (long)message, length(message), 0);
            call(EXIT_GROUP, 127, 0, 0, 0);
            __builtin_unreachable();
        }

        static char *join(char *to, const char *folder, long count, const char *name) {
            long end = 0;
            for (; end < count; end++) to[end] = folder[end];
            for (long i = 0; name[i]; i++) to[end++] = name[i];
            to[end] = 0;
            return to;
        }

        /* The initial stack: argc, argv, a null pointer, the environment, a null pointer, the auxiliary vector. */
        __attribute__((used, noreturn)) void launch(long *stack) {
            long count = stack[0];
            char **arguments = (char **)(stack + 1);
            char **environment = arguments + count + 1;
            const char *path = own;
            long size = call(READLINKAT, CURRENT_FOLDER, (long)"/proc/self/exe", (long)own, PATH_SIZE - 1);
            if (size <= 0) {
                /* Without /proc: the path passed to execve, which may be a symbolic link. */
                char **end = environment;
                while (*end) end++;
                size = 0;
                for (long *fact = (long *)(end + 1); fact[0]; fact += 2)
                    if (fact[0] == AT_EXECFN) size = length(path = (const char *)fact[1]);
            }
            while (size > 0 && path[size - 1] != '/') size--;
            if (size > PATH_SIZE - 256) fail("bootstrap: the path of its directory is too long.\n");
            if (count > ARGUMENTS) fail("bootstrap: too many arguments.\n");
            command[0] = join(loader, path, size, LOADER);
            command[1] = "--library-path";
            command[2] = join(libraries, path, size, LIBRARIES);
            command[3] = join(program, path, size, PROGRAM);
            for (long i = 1; i < count; i++) command[3 + i] = arguments[i];
            call(EXECVE, (long)loader, (long)command, (long)environment, 0);
            fail("bootstrap: cannot execute the packaged loader: unpack all files, with their permissions.\n");
        }
        """#
}
